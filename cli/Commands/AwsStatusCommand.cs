using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using StudyLake.Aws.Deployment;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake aws status</c></summary>
internal static class AwsStatusCommand
{
    private static readonly Option<bool> Json = CommonOptions.Json();

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("status", "Say what waits, what failed, which alarms are raised and how fresh log and lake are.")
        {
            AwsCommand.Stack,
            AwsCommand.Region,
            AwsCommand.Profile,
            Json,
        }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var status = await PipelineStatus.GetAsync(
            AwsCommand.Line(parsed),
            AwsCommand.StackOf(parsed),
            cancellationToken
        );
        (string Name, object? Value)[] facts =
        [
            ("stack", status.StackStatus),
            ("ingest_waiting", status.Ingest.Total),
            ("ingest_dead_letters", status.IngestDeadLetters.Total),
            ("transform_waiting", status.Transform.Total),
            ("transform_dead_letters", status.TransformDeadLetters.Total),
            ("alarms", string.Join(", ", status.Alarms)),
            ("last_log_date", status.LastLogDate),
            ("last_log_at", Text(status.LastLogAt)),
            ("last_lake_date", status.LastLakeDate),
            ("last_lake_at", Text(status.LastLakeAt)),
            ("last_compacted_date", status.LastCompactedDate),
            ("last_compacted_at", Text(status.LastCompactedAt)),
            ("last_snapshot_at", Text(status.LastSnapshotAt)),
        ];
        if (parsed.GetValue(Json))
            Console.WriteLine(JsonSerializer.Serialize(facts.ToDictionary(fact => fact.Name, fact => fact.Value)));
        else
            foreach (var (name, value) in facts)
                Console.WriteLine($"{name, -24} {(value is null or "" ? "-" : TerminalText.Of($"{value}"))}");
        return status.IsWell ? ExitCodes.Done : ExitCodes.Incomplete;
    }

    private static string? Text(DateTime? at) => at?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
