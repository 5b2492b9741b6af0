using StudyLake.Events.Lake;

namespace StudyLake.Aws.S3;

/// <summary>The buckets that together are a lake.</summary>
/// <param name="Log">Has the event log and the accounts of ingest runs: <c>log/</c> and <c>runs/</c>.</param>
/// <param name="Lake">Has everything else.</param>
/// <param name="ExpectedOwner">The account that must own both, or null for any.</param>
internal sealed record LakeBuckets(string Log, string Lake, string? ExpectedOwner)
{
    private const string Runs = "runs";

    /// <summary>The bucket of a file or folder of the lake.</summary>
    public string Of(string name) => name.Split('/', 2)[0] is LogSegment.Folder or Runs ? Log : Lake;
}
