using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace StudyLake.Aws.Deployment;

/// <summary>How a stack is doing.</summary>
public sealed record PipelineStatus
{
    /// <summary>CloudFormation's word for the stack.</summary>
    public required string StackStatus { get; init; }

    /// <summary>Notifications not read yet.</summary>
    public required QueueDepth Ingest { get; init; }

    /// <summary>Notifications that failed five times.</summary>
    public required QueueDepth IngestDeadLetters { get; init; }

    /// <summary>Files of the log not transformed yet.</summary>
    public required QueueDepth Transform { get; init; }

    /// <summary>Files of the log that failed five times.</summary>
    public required QueueDepth TransformDeadLetters { get; init; }

    /// <summary>Names of the alarms that are raised.</summary>
    public required ImmutableArray<string> Alarms { get; init; }

    /// <summary>Latest arrival date of the log, <c>YYYY-MM-DD</c> in UTC; null while it is empty.</summary>
    public required string? LastLogDate { get; init; }

    /// <summary>When the latest file of that date was written, UTC; null while the log is empty.</summary>
    public required DateTime? LastLogAt { get; init; }

    /// <summary>Latest arrival date that is in the lake; null while it is empty.</summary>
    public required string? LastLakeDate { get; init; }

    /// <summary>When the latest file of that date was written, UTC; null while the lake is empty.</summary>
    public required DateTime? LastLakeAt { get; init; }

    /// <summary>Latest arrival date whose files are joined, or null while there is none.</summary>
    public required string? LastCompactedDate { get; init; }

    /// <summary>When that was done last, UTC; null while there is none.</summary>
    public required DateTime? LastCompactedAt { get; init; }

    /// <summary>When the snapshot was built last, UTC; null while there is none.</summary>
    public required DateTime? LastSnapshotAt { get; init; }

    /// <summary>Whether nothing failed and no alarm is raised.</summary>
    public bool IsWell => Alarms.IsEmpty && IngestDeadLetters.Total == 0 && TransformDeadLetters.Total == 0;

    /// <summary>Asks AWS.</summary>
    public static async Task<PipelineStatus> GetAsync(
        AwsCommandLine aws,
        string stackName,
        CancellationToken cancellationToken
    )
    {
        var stack = await StackState.GetAsync(aws, stackName, cancellationToken).ConfigureAwait(false);
        var log = await LatestAsync(aws, stack.Output("LogBucketName"), "log/", cancellationToken)
            .ConfigureAwait(false);
        var lake = await LatestAsync(aws, stack.Output("LakeBucketName"), "study_events/", cancellationToken)
            .ConfigureAwait(false);
        var compacted = await LatestAsync(aws, stack.Output("LakeBucketName"), "compaction/", cancellationToken)
            .ConfigureAwait(false);
        return new PipelineStatus
        {
            StackStatus = stack.Status,
            Ingest = await Depth("IngestQueueUrl").ConfigureAwait(false),
            IngestDeadLetters = await Depth("IngestDeadLettersUrl").ConfigureAwait(false),
            Transform = await Depth("TransformQueueUrl").ConfigureAwait(false),
            TransformDeadLetters = await Depth("TransformDeadLettersUrl").ConfigureAwait(false),
            Alarms = await AlarmsAsync(aws, stackName, cancellationToken).ConfigureAwait(false),
            LastLogDate = log.Date,
            LastLogAt = log.At,
            LastLakeDate = lake.Date,
            LastLakeAt = lake.At,
            LastCompactedDate = compacted.Date,
            LastCompactedAt = compacted.At,
            LastSnapshotAt = await NewestAsync(
                    aws,
                    stack.Output("LakeBucketName"),
                    "snapshot/manifests/",
                    cancellationToken
                )
                .ConfigureAwait(false),
        };

        Task<QueueDepth> Depth(string output) => QueueDepth.GetAsync(aws, stack.Output(output), cancellationToken);
    }

    // Names that CloudFormation gives begin with the stack's.
    private static async Task<ImmutableArray<string>> AlarmsAsync(
        AwsCommandLine aws,
        string stack,
        CancellationToken cancellationToken
    )
    {
        var answer = await aws.JsonAsync(
                ["cloudwatch", "describe-alarms", "--alarm-name-prefix", $"{stack}-", "--state-value", "ALARM"],
                cancellationToken
            )
            .ConfigureAwait(false);
        return answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("MetricAlarms", out var alarms)
            ?
            [
                .. alarms
                    .EnumerateArray()
                    .Select(alarm => alarm.GetProperty("AlarmName").GetString() ?? "")
                    .Order(StringComparer.Ordinal),
            ]
            : [];
    }

    private static async Task<(string? Date, DateTime? At)> LatestAsync(
        AwsCommandLine aws,
        string bucket,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var days = await aws.JsonAsync(
                ["s3api", "list-objects-v2", "--bucket", bucket, "--prefix", folder, "--delimiter", "/"],
                cancellationToken
            )
            .ConfigureAwait(false);
        var last = Items(days, "CommonPrefixes")
            .Select(item => item.GetProperty("Prefix").GetString() ?? "")
            .Max(StringComparer.Ordinal);
        if (last is null)
            return (null, null);
        return (
            last[folder.Length..].TrimEnd('/').Replace("dt=", "", StringComparison.Ordinal),
            await NewestAsync(aws, bucket, last, cancellationToken).ConfigureAwait(false)
        );
    }

    private static async Task<DateTime?> NewestAsync(
        AwsCommandLine aws,
        string bucket,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var files = await aws.JsonAsync(
                ["s3api", "list-objects-v2", "--bucket", bucket, "--prefix", folder],
                cancellationToken
            )
            .ConfigureAwait(false);
        return Items(files, "Contents")
            .Select(item =>
                (DateTime?)
                    DateTimeOffset
                        .Parse(item.GetProperty("LastModified").GetString() ?? "", CultureInfo.InvariantCulture)
                        .UtcDateTime
            )
            .Max();
    }

    private static ImmutableArray<JsonElement> Items(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object
        && answer.TryGetProperty(name, out var list)
        && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray()]
            : [];
}
