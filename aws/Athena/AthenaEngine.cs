using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Amazon.Athena;
using Amazon.Athena.Model;
using StudyLake.Analytics;

namespace StudyLake.Aws.Athena;

/// <summary>Amazon Athena, over the tables that Glue has of the lake.</summary>
/// <param name="client">Retries calls that fail altogether by itself.</param>
/// <param name="options">Where and how.</param>
/// <param name="time">Measures the waiting.</param>
/// <param name="ended">Hears of each statement once it has ended, whatever its end; null for nobody.</param>
/// <remarks>
/// A query has run to its end when its result is returned; its rows are read page by page. A statement is named by a
/// token made of its content, so that sending it again after a lost answer, or in a repetition of the same
/// <see cref="AthenaOptions.Run"/>, starts nothing twice. Several may run at a time.
/// </remarks>
public sealed class AthenaEngine(
    IAmazonAthena client,
    AthenaOptions options,
    TimeProvider time,
    Action<AthenaStatement>? ended = null
) : IQueryEngine
{
    private readonly AthenaRun _run = new(client, options, time, ended);

    /// <inheritdoc />
    public Task ExecuteAsync(string statement, CancellationToken cancellationToken) =>
        _run.ToEndAsync(statement, null, cancellationToken);

    /// <inheritdoc />
    public async Task<QueryResult> QueryAsync(
        string query,
        IReadOnlyList<object?> parameters,
        CancellationToken cancellationToken
    )
    {
        var statement = AthenaSelect.Ensure(query);
        var id = await _run.ToEndAsync(statement, AthenaLiteral.Of(parameters), cancellationToken)
            .ConfigureAwait(false);
        var first = await PageAsync(id, null, cancellationToken).ConfigureAwait(false);
        ImmutableArray<QueryColumn> columns =
        [
            .. (first.ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).Select(column => new QueryColumn(
                column.Name,
                AthenaValue.Type(column.Type)
            )),
        ];
        return new QueryResult(columns, RowsAsync(id, first, columns, cancellationToken), Nothing.Instance);
    }

    private async IAsyncEnumerable<ImmutableArray<object?>> RowsAsync(
        string id,
        GetQueryResultsResponse first,
        ImmutableArray<QueryColumn> columns,
        CancellationToken queryCancellation,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(queryCancellation, cancellationToken);
        var page = first;
        // The first row of all names the columns.
        var skipped = IsHeader(page, columns) ? 1 : 0;
        while (true)
        {
            foreach (var row in (page.ResultSet?.Rows ?? []).Skip(skipped))
            {
                both.Token.ThrowIfCancellationRequested();
                yield return Values(row, columns);
            }
            if (string.IsNullOrEmpty(page.NextToken))
                yield break;
            page = await PageAsync(id, page.NextToken, both.Token).ConfigureAwait(false);
            skipped = 0;
        }
    }

    private async Task<GetQueryResultsResponse> PageAsync(string id, string? token, CancellationToken cancellationToken)
    {
        try
        {
            return await client
                .GetQueryResultsAsync(
                    new GetQueryResultsRequest
                    {
                        QueryExecutionId = id,
                        NextToken = token,
                        MaxResults = options.PageRows,
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (AthenaRun.IsService(exception))
        {
            throw new QueryException(exception.Message, exception);
        }
    }

    private static bool IsHeader(GetQueryResultsResponse page, ImmutableArray<QueryColumn> columns) =>
        page.ResultSet?.Rows is [var row, ..]
        && row.Data is not null
        && row.Data.Select(datum => datum.VarCharValue).SequenceEqual(columns.Select(column => column.Name));

    private static ImmutableArray<object?> Values(Row row, ImmutableArray<QueryColumn> columns)
    {
        var data = row.Data ?? [];
        if (data.Count != columns.Length)
            throw new QueryException($"Expected {columns.Length} values in a row, found {data.Count}.");
        var values = ImmutableArray.CreateBuilder<object?>(columns.Length);
        for (var i = 0; i < columns.Length; i++)
            values.Add(data[i].VarCharValue is { } text ? AthenaValue.Parse(text, columns[i]) : null);
        return values.MoveToImmutable();
    }

    /// <summary>Nothing is held open: Athena keeps results by itself.</summary>
    private sealed class Nothing : IAsyncDisposable
    {
        public static Nothing Instance { get; } = new();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
