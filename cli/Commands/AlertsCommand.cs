using System.CommandLine;
using StudyLake.Analytics;
using StudyLake.Cli.Query;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake alerts</c></summary>
/// <remarks>
/// Ends with <see cref="ExitCodes.Done"/> when no alert is open and with <see cref="ExitCodes.AlertsOpen"/> when one is,
/// whatever is listed, so that cron and a monitor need no parser.
/// </remarks>
internal static class AlertsCommand
{
    private static readonly Option<string> Lake = CommonOptions.Lake();
    private static readonly Option<string?> Registry = CommonOptions.Registry();
    private static readonly Option<bool> Json = CommonOptions.Json();

    private static readonly Option<bool> Open = new("--open") { Description = "List only alerts that are open." };

    private static readonly Option<DateTimeOffset?> Since = new("--since")
    {
        Description = "List only alerts that are open or were closed since then, such as 2026-10-01T06:00:00Z.",
    };

    private static readonly Option<DateTimeOffset?> Now = new("--now")
    {
        Description =
            "The moment that counts as now, up to which silence is measured. Default: the moment up to which the data are complete, so that equal data give equal alerts.",
    };

    private static readonly Option<DateTimeOffset?> AsOf = new("--as-of")
    {
        Description = "Judge the lake as it was known then: later events are left out.",
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command(
            "alerts",
            "List silent devices, late arrivals, clock steps, jumps in rejects and counts that do not agree. Ends with 4 when alerts are open."
        )
        {
            Lake,
            Registry,
            Open,
            Since,
            Now,
            AsOf,
            Json,
        }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = await LakeSession.OpenAsync(
            parsed.GetValue(Lake) ?? "lake",
            parsed.GetValue(Registry),
            cancellationToken,
            parsed.GetValue(AsOf)?.UtcDateTime,
            now: parsed.GetValue(Now)?.UtcDateTime
        );
        await using var alerts = await session.QueryAsync(Alerts, [], cancellationToken);
        var rows = await alerts.ToArrayAsync(cancellationToken);
        var open = Column(alerts, "is_open");
        var closed = Column(alerts, "closed_at");
        var since = parsed.GetValue(Open) ? DateTime.MaxValue : parsed.GetValue(Since)?.UtcDateTime;
        await using var listed = QueryResult.Of(
            alerts.Columns,
            rows.Where(row => row[open] is true || since is null || row[closed] is DateTime at && at >= since)
        );
        await using var output = Console.OpenStandardOutput();
        var format = parsed.GetValue(Json) ? ResultFormat.Json : ResultFormat.Table;
        await ResultPrinter.PrintAsync(listed, format, output, cancellationToken);
        var openCount = rows.Count(row => row[open] is true);
        await Console.Error.WriteLineAsync($"studylake: {openCount:N0} alerts open");
        return openCount == 0 ? ExitCodes.Done : ExitCodes.AlertsOpen;
    }

    private static int Column(QueryResult result, string name) =>
        Enumerable.Range(0, result.Columns.Length).First(i => result.Columns[i].Name == name);

    private const string Alerts = """
        select
            alert_id,
            alert_kind,
            coalesce(device_labels.device_label, alerts.subject) as subject_name,
            alerts.site_name,
            alerts.modality,
            alert_detail,
            measured_value,
            usual_value,
            threshold_value,
            value_unit,
            is_open,
            began_at,
            opened_at,
            closed_at
        from alerts
        left join device_labels
            on alerts.device_key = device_labels.device_key
        order by is_open desc, opened_at desc, alert_id
        """;
}
