using System.Collections.Frozen;
using System.Collections.Immutable;
using StudyLake.Analytics.Rendering;

namespace StudyLake.Analytics.Reporting;

/// <summary>The queries of one report; each runs once, however many parts read it.</summary>
/// <param name="query">Runs a query.</param>
/// <param name="models">Where the queries are.</param>
/// <param name="request">Period, rule and filters.</param>
/// <param name="asOf">The moment of the report, UTC.</param>
/// <param name="own">The report's own parameters.</param>
internal sealed class ReportQueries(
    ReportQuery query,
    ModelCatalog models,
    ReportRequest request,
    DateTime asOf,
    IReadOnlyDictionary<string, string> own
)
{
    private readonly Dictionary<string, Task<ImmutableArray<ReportRecord>>> _results = new(StringComparer.Ordinal);

    private readonly ImmutableArray<ReportFact>.Builder _failures = ImmutableArray.CreateBuilder<ReportFact>();

    /// <summary>Each query that failed and what the engine said, which may quote values and paths.</summary>
    public ImmutableArray<ReportFact> Failures => _failures.ToImmutable();

    /// <summary>Period, rule and filters.</summary>
    public ReportRequest Request => request;

    /// <summary>The rows of a query, by its file's name.</summary>
    /// <exception cref="QueryException">
    /// The engine refused or failed it, this time or an earlier one. The message names the query and can be shown on a page
    /// made to be forwarded; what the engine said is the inner exception's.
    /// </exception>
    public Task<ImmutableArray<ReportRecord>> RowsAsync(string name, CancellationToken cancellationToken)
    {
        if (!_results.TryGetValue(name, out var result))
            _results[name] = result = ReadAsync(name, cancellationToken);
        return result;
    }

    private async Task<ImmutableArray<ReportRecord>> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var model = models[name];
        var sql = CountingRules.Resolve(model.Sql, request.Rule ?? CountingRule.Study);
        var parameters = ReportParameters.Of(model, request, DateOnly.FromDateTime(asOf), own);
        try
        {
            await using var result = await query(sql, parameters, cancellationToken).ConfigureAwait(false);
            var columns = result
                .Columns.Select((column, i) => (column.Name, Index: i))
                .ToFrozenDictionary(column => column.Name, column => column.Index, StringComparer.Ordinal);
            var rows = await result.ToArrayAsync(cancellationToken).ConfigureAwait(false);
            return [.. rows.Select(row => new ReportRecord(columns, row))];
        }
        catch (QueryException exception)
        {
            _failures.Add(new(name, exception.Message.Split('\n')[0]));
            throw new QueryException($"the query failed ({name})", exception);
        }
    }
}
