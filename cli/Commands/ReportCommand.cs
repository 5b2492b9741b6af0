using System.CommandLine;
using System.Text.Json;
using StudyLake.Analytics;
using StudyLake.Analytics.Reporting;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake report</c> and <c>report list</c>.</summary>
internal static class ReportCommand
{
    private static readonly Option<bool> Json = CommonOptions.Json();

    /// <summary>The command.</summary>
    public static Command Create() =>
        new("report", "Make reports of a week, a month or a year, as pages and tables to pass on.")
        {
            new Command("list", "Name every report with its period, its schedule and what it answers.") { Json }.Does(
                ListAsync
            ),
            ReportRunCommand.Create(),
            ReportVolumeCommand.Create(),
        };

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var reports = ReportCatalog.Embedded(ModelCatalog.Embedded()).Reports.ToList();
        if (parsed.GetValue(Json))
        {
            await using var output = Console.OpenStandardOutput();
            await using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
            json.WriteStartArray();
            foreach (var report in reports)
                Write(json, report);
            json.WriteEndArray();
            await json.FlushAsync(cancellationToken);
            output.WriteByte((byte)'\n');
            return ExitCodes.Done;
        }
        foreach (var report in reports)
        {
            Console.WriteLine($"{report.Report}{(report.IsEstimate ? " (estimate)" : "")}");
            Console.WriteLine($"    {report.Description}");
            Console.WriteLine($"    {report.Schedule.When}: {report.Schedule.Cron} {report.Schedule.TimeZone}");
            if (report.CountingRules.Count > 0)
                Console.WriteLine(
                    $"    counts by {string.Join(", ", report.CountingRules.Select(rule => rule.Name()))}"
                );
        }
        return ExitCodes.Done;
    }

    private static void Write(Utf8JsonWriter json, ReportDefinition report)
    {
        json.WriteStartObject();
        json.WriteString("report", report.Report);
        json.WriteString("title", report.Title);
        json.WriteString("description", report.Description);
        json.WriteString("period", report.Period.ToString().ToLowerInvariant());
        json.WriteString("schedule", report.Schedule.Cron);
        json.WriteString("schedule_time_zone", report.Schedule.TimeZone);
        json.WriteString("schedule_means", report.Schedule.When);
        json.WriteBoolean("is_estimate", report.IsEstimate);
        json.WriteStartArray("counting_rules");
        foreach (var rule in report.CountingRules)
            json.WriteStringValue(rule.Name());
        json.WriteEndArray();
        json.WriteStartArray("parts");
        foreach (var part in report.Parts)
            json.WriteStringValue(part.Name);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
