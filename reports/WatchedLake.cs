using Amazon.Athena.Model;
using StudyLake.Analytics;

namespace StudyLake.Reports;

/// <summary>A lake that remembers whether it could be asked at all.</summary>
/// <remarks>
/// A report names a part whose query fails and stands without it. That is right where the query is at fault; where the
/// service is, the report is not to go out with holes, but to be made again when the service answers.
/// </remarks>
internal sealed class WatchedLake(IQueryEngine lake)
{
    /// <summary>The first failure that was not the query's own; null while there is none.</summary>
    public QueryException? Outage { get; private set; }

    /// <summary>Asks, and reads the answer to its end.</summary>
    /// <exception cref="QueryException">The engine refused or failed the query, or could not be asked.</exception>
    public async Task<QueryResult> QueryAsync(
        string query,
        IReadOnlyList<object?> parameters,
        CancellationToken cancellationToken
    )
    {
        // Every further question would be tried as often, and as long, as the first.
        if (Outage is { } outage)
            throw outage;
        try
        {
            await using var result = await lake.QueryAsync(query, parameters, cancellationToken).ConfigureAwait(false);
            return QueryResult.Of(result.Columns, await result.ToArrayAsync(cancellationToken).ConfigureAwait(false));
        }
        // What Athena says of a statement has nothing behind it, or a request that is not valid.
        catch (QueryException exception) when (exception.InnerException is not (null or InvalidRequestException))
        {
            Outage ??= exception;
            throw;
        }
    }
}
