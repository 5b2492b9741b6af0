using StudyLake.Aws.S3;

namespace StudyLake.Aws.Functions;

/// <summary>What every function is told by its environment.</summary>
internal sealed record CommonSettings
{
    /// <summary>
    /// The buckets of log and lake, <c>STUDYLAKE_LOG_BUCKET</c> and <c>STUDYLAKE_LAKE_BUCKET</c>, and the account that must
    /// own both, <c>STUDYLAKE_LAKE_BUCKET_OWNER</c>, null for any.
    /// </summary>
    public required LakeBuckets Buckets { get; init; }

    /// <summary>Namespace of the metrics, <c>STUDYLAKE_METRICS_NAMESPACE</c>. Default StudyLake.</summary>
    public required string MetricsNamespace { get; init; }

    /// <summary>Reads them; problems stay with the reader.</summary>
    public static CommonSettings Read(SettingsReader reader) =>
        new()
        {
            Buckets = new LakeBuckets(
                reader.Required("STUDYLAKE_LOG_BUCKET", "the bucket of the event log"),
                reader.Required("STUDYLAKE_LAKE_BUCKET", "the bucket of the lake"),
                reader.Account("STUDYLAKE_LAKE_BUCKET_OWNER")
            ),
            MetricsNamespace = reader.Optional("STUDYLAKE_METRICS_NAMESPACE") ?? "StudyLake",
        };
}
