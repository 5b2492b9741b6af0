namespace StudyLake.Analytics.Reporting;

/// <summary>A column of another query, by the value of a column that both queries have; the row of a total has none.</summary>
internal sealed class Lookup
{
    private readonly string _by;
    private readonly Dictionary<string, object?> _byKey = new(StringComparer.Ordinal);
    private readonly object? _total;

    private Lookup(string by, string column, IEnumerable<ReportRecord> rows)
    {
        _by = by;
        foreach (var row in rows)
        {
            if (row.Text(by) is { } key)
                _byKey[key] = row[column];
            else
                _total = row[column];
        }
    }

    /// <summary>Reads them.</summary>
    /// <param name="queries">The queries of the report.</param>
    /// <param name="source">Query and column: <c>query.column</c>.</param>
    /// <param name="by">The column that both have.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <exception cref="QueryException">The query failed.</exception>
    public static async Task<Lookup> ReadAsync(
        ReportQueries queries,
        string source,
        string by,
        CancellationToken cancellationToken
    )
    {
        var (query, column) = ReportCheck.Split(source);
        return new(by, column, await queries.RowsAsync(query, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The value that belongs to a row of the table; null for none.</summary>
    public object? Of(ReportRecord row) => row.Text(_by) is { } key ? _byKey.GetValueOrDefault(key) : _total;
}
