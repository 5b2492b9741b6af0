using System.Collections.Frozen;
using System.Collections.Immutable;
using StudyLake.Analytics.Rendering;

namespace StudyLake.Analytics.Volume;

/// <summary>The queries of one report for one month; each runs once, however many parts read it.</summary>
/// <param name="query">Runs a query.</param>
/// <param name="catalog">Where the queries are.</param>
/// <param name="month">First day of the month, for each parameter.</param>
internal sealed class VolumeQueries(ReportQuery query, ModelCatalog catalog, DateOnly month)
{
    private readonly Dictionary<string, Task<ImmutableArray<ReportRecord>>> _results = new(StringComparer.Ordinal);

    private readonly ImmutableArray<ReportFact>.Builder _failures = ImmutableArray.CreateBuilder<ReportFact>();

    /// <summary>Each query that failed and what the engine said, which may quote values and paths.</summary>
    public ImmutableArray<ReportFact> Failures => _failures.ToImmutable();

    /// <summary>First day of the month.</summary>
    public DateOnly Month => month;

    /// <summary>First day of the month before.</summary>
    public DateOnly Previous => month.AddMonths(-1);

    /// <summary>First day of the same month of the year before.</summary>
    public DateOnly YearBefore => month.AddMonths(-12);

    /// <summary>The thirteen months that end with the month.</summary>
    public ImmutableArray<DateOnly> Months => [.. Enumerable.Range(-12, 13).Select(month.AddMonths)];

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
        var model = catalog[name];
        object?[] parameters = [.. model.Description.Parameters.Select(_ => (object?)month)];
        try
        {
            await using var result = await query(model.Sql, parameters, cancellationToken).ConfigureAwait(false);
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
