using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Analytics;
using StudyLake.Analytics.Reporting;
using StudyLake.Aws.Functions;

namespace StudyLake.Reports;

/// <summary>The alerts that are open and were not told yet.</summary>
/// <remarks>
/// With each alert it is kept which invocation told it, so that a repetition of one whose answer was lost gives the same
/// answer again, and of two at once only one tells. An alert that closes is remembered for 90 days.
/// </remarks>
/// <param name="lake">Queries.</param>
/// <param name="catalog">The words for kinds of alerts.</param>
/// <param name="archive">Keeps what was told.</param>
/// <param name="time">The clock.</param>
internal sealed class AlertNews(IQueryEngine lake, ReportCatalog catalog, ReportArchive archive, TimeProvider time)
{
    private const string State = "alerts/told";
    private const int MostAttempts = 5;

    private static readonly TimeSpan Memory = TimeSpan.FromDays(90);

    /// <summary>Looks.</summary>
    /// <param name="invocation">Id of the invocation, which a repetition has too.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="QueryException">The lake could not be asked.</exception>
    /// <exception cref="FunctionFailedException">Others kept changing what was told.</exception>
    public async Task<ReportAnswer> LookAsync(string invocation, CancellationToken cancellationToken)
    {
        await using var result = await lake.QueryAsync(OpenAlerts.Sql, [], cancellationToken).ConfigureAwait(false);
        var rows = await result.ToArrayAsync(cancellationToken).ConfigureAwait(false);
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var (before, etag) = await archive.StateAsync<Told>(State, cancellationToken).ConfigureAwait(false);
            var told = Updated(before, rows, invocation);
            if (!await archive.TrySetStateAsync(State, told, etag, cancellationToken).ConfigureAwait(false))
                continue;
            var news = rows.Where(row => told.Alerts[Id(row)].Invocation == invocation).Select(Line).ToList();
            return new ReportAnswer
            {
                Make = "alerts",
                News = news.Count,
                Open = rows.Length,
                Lines = ReportAnswer.Bounded(news),
            };
        }
        throw new FunctionFailedException(
            $"Expected to note what was told within {MostAttempts} attempts, found it changed each time."
        );
    }

    private Told Updated(Told? before, ImmutableArray<ImmutableArray<object?>> open, string invocation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var alerts = (before?.Alerts ?? [])
            .Where(item => now - item.Value.SeenAt < Memory)
            .ToDictionary(StringComparer.Ordinal);
        foreach (var id in open.Select(Id))
            alerts[id] = new ToldAlert(alerts.GetValueOrDefault(id)?.Invocation ?? invocation, now);
        return new Told(alerts);
    }

    private static string Id(ImmutableArray<object?> row) =>
        row[0] as string ?? throw new InvalidOperationException("Expected an alert's id, found none.");

    private string Line(ImmutableArray<object?> row)
    {
        var kind = row[1] as string ?? "";
        var word = catalog.Words.GetValueOrDefault("alert_kind")?.GetValueOrDefault(kind) ?? kind;
        var site = row[3] is string name ? $", {name}" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{word}: {row[2]}{site}: {row[4]} ({row[5]:yyyy-MM-dd HH:mm} UTC)"
        );
    }

    private sealed record Told(Dictionary<string, ToldAlert> Alerts);

    /// <param name="Invocation">Which told it.</param>
    /// <param name="SeenAt">When it was last open, UTC.</param>
    private sealed record ToldAlert(string Invocation, DateTime SeenAt);
}
