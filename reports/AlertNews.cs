using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Analytics;

namespace StudyLake.Reports;

/// <summary>The alerts that are open and were not told yet.</summary>
/// <remarks>
/// What was told is kept under the invocation's id, so that a repetition of an invocation whose answer was lost gives the
/// same answer again.
/// </remarks>
internal sealed class AlertNews(IQueryEngine lake, ReportArchive archive)
{
    private const string State = "alerts/told";

    private const string Open = """
        select
            alert_id,
            alert_kind,
            coalesce(device_name, subject) as subject_name,
            site_name,
            alert_detail,
            opened_at
        from alerts
        where is_open
        order by opened_at, alert_id
        """;

    /// <summary>Looks.</summary>
    public async Task<ReportAnswer> LookAsync(string invocation, CancellationToken cancellationToken)
    {
        await using var result = await lake.QueryAsync(Open, [], cancellationToken).ConfigureAwait(false);
        var rows = await result.ToArrayAsync(cancellationToken).ConfigureAwait(false);
        var told = await archive.StateAsync<Told>(State, cancellationToken).ConfigureAwait(false);
        var before = (told?.Invocation == invocation ? told.Before : told?.Ids) ?? [];
        var known = before.ToHashSet(StringComparer.Ordinal);
        var news = rows.Where(row => !known.Contains(Id(row))).ToList();
        await archive
            .SetStateAsync(State, new Told(invocation, [.. rows.Select(Id)], before), cancellationToken)
            .ConfigureAwait(false);
        return new ReportAnswer
        {
            Make = "alerts",
            News = news.Count,
            Open = rows.Length,
            Lines = [.. news.Select(Line)],
        };
    }

    private static string Id(ImmutableArray<object?> row) =>
        row[0] as string ?? throw new InvalidOperationException("Expected an alert's id, found none.");

    private static string Line(ImmutableArray<object?> row) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{row[1]}: {row[2]}{(row[3] is string site ? $", {site}" : "")}: {row[4]} ({row[5]:yyyy-MM-dd HH:mm} UTC)"
        );

    private sealed record Told(string Invocation, ImmutableArray<string> Ids, ImmutableArray<string> Before);
}
