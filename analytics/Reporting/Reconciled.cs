using StudyLake.Analytics.Rendering;

namespace StudyLake.Analytics.Reporting;

/// <summary>Holds what a part shows against what the marts count.</summary>
internal static class Reconciled
{
    /// <summary>Does nothing when every sum is what it must be.</summary>
    /// <exception cref="ReportException">One is not; the part is then shown as failed.</exception>
    /// <exception cref="QueryException">A query failed.</exception>
    public static async Task EnsureAsync(
        IEnumerable<ReconcileLayout> layouts,
        ReportQueries queries,
        CancellationToken cancellationToken
    )
    {
        foreach (var layout in layouts.Where(item => item.Rule is null || item.Rule == queries.Request.Rule))
        {
            var (query, column) = ReportCheck.Split(layout.Expected);
            var rows = await queries.RowsAsync(layout.Query, cancellationToken).ConfigureAwait(false);
            var other = await queries.RowsAsync(query, cancellationToken).ConfigureAwait(false);
            var found = rows.Where(row => row.Are(layout.Where) && !layout.Unless.Exists(row.Is))
                .Sum(row => row.Count(layout.Column));
            var expected = other.FirstOrDefault()?.Count(column) ?? 0;
            if (expected != found)
                throw new ReportException(
                    $"Its numbers do not add up: expected {expected:N0} {layout.What} by the marts, found {found:N0}."
                );
        }
    }
}
