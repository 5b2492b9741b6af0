namespace StudyLake.Aws.Cost;

/// <summary>What the model is asked about: how many objects, and what one of them causes.</summary>
/// <remarks>Defaults are measured where <c>docs/operations.md</c> says so, and assumptions elsewhere.</remarks>
public sealed record CostInputs
{
    /// <summary>Objects that arrive; at least 1. Default a million.</summary>
    public long Objects { get; init; } = 1_000_000;

    /// <summary>Ranged reads for one object. Default 1.1, the bound that the header reader keeps.</summary>
    public double RequestsPerObject { get; init; } = 1.1;

    /// <summary>Bytes of one event in the log before compression. Default 2,050, the mean of the demo hospital.</summary>
    public int EventBytes { get; init; } = 2_050;

    /// <summary>How many times smaller gzip makes the log. Default 13, as in the demo hospital.</summary>
    public double GzipRatio { get; init; } = 13;

    /// <summary>Bytes of one event in Parquet, all tables together. Default 109, as in the demo hospital.</summary>
    public double ParquetBytes { get; init; } = 109;

    /// <summary>Notifications in one invocation of ingest. Default 100.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>Seconds that one such invocation lasts. Default 0.5.</summary>
    public double IngestSeconds { get; init; } = 0.5;

    /// <summary>Memory of ingest in GB. Default 0.5.</summary>
    public double IngestMemory { get; init; } = 0.5;

    /// <summary>Days over which the objects arrive; decides how many files the log has. Default 1.</summary>
    public double Days { get; init; } = 1;

    /// <summary>Seconds for which Firehose collects events. Default 300.</summary>
    public int BufferSeconds { get; init; } = 300;

    /// <summary>Mebibytes that Firehose collects at most. Default 128.</summary>
    public int BufferMiB { get; init; } = 128;

    /// <summary>Files that the transform writes for one file of the log: one a table and the account. Default 5.</summary>
    public int PutsPerSegment { get; init; } = 5;

    /// <summary>Seconds that the transform needs for one file of the log beside reading it. Default 0.2.</summary>
    public double TransformSeconds { get; init; } = 0.2;

    /// <summary>Megabytes of events that the transform takes in a second. Default 100.</summary>
    public double TransformMegabytesPerSecond { get; init; } = 100;

    /// <summary>Memory of transform in GB. Default 1.</summary>
    public double TransformMemory { get; init; } = 1;

    /// <summary>
    /// Seconds that compaction needs for a million events beside its requests, with one processor. Default 13.7, as
    /// measured (benchmarks/RESULTS.md).
    /// </summary>
    public double CompactSecondsPerMillion { get; init; } = 13.7;

    /// <summary>Memory of compaction in GB. Default 3.008.</summary>
    public double CompactMemory { get; init; } = 3.008;

    /// <summary>Requests of compaction that run at one time. Default 16; each is taken to last 25 ms.</summary>
    public int CompactParallelism { get; init; } = 16;

    /// <summary>Invocations of compaction a month, of which nearly all find nothing to do. Default 720, one an hour.</summary>
    public int CompactInvocations { get; init; } = 720;

    /// <summary>Builds of the snapshot a month that find something new. Default 720, one an hour.</summary>
    public int SnapshotBuilds { get; init; } = 720;

    /// <summary>
    /// Statements of such a build that Athena bills, each at least 10 MB. Default 35, as <c>studylake cost</c> counts them in its
    /// section upkeep; what makes or drops a table or view costs nothing.
    /// </summary>
    public int SnapshotStatements { get; init; } = 35;

    /// <summary>Seconds for which the function waits for a build. Default 180, an assumption.</summary>
    public double SnapshotSeconds { get; init; } = 180;

    /// <summary>Memory of the snapshot function in GB. Default 0.25.</summary>
    public double SnapshotMemory { get; init; } = 0.25;

    /// <summary>Bytes that one invocation logs. Default 1,500 with its metrics.</summary>
    public int LogBytes { get; init; } = 1_500;

    /// <summary>Queries that read every event, in the same month. Default 30.</summary>
    public int FullScans { get; init; } = 30;

    /// <summary>False for the sink that writes one file an invocation instead of Firehose. Default true.</summary>
    public bool UsesFirehose { get; init; } = true;

    /// <summary>Seconds of the baseline for one object: download, read, upload. Default 0.4.</summary>
    public double BaselineSeconds { get; init; } = 0.4;

    /// <summary>Memory of the baseline's function in GB. Default 0.5.</summary>
    public double BaselineMemory { get; init; } = 0.5;

    /// <summary>Bytes that the baseline logs for one object. Default 1,000.</summary>
    public int BaselineLogBytes { get; init; } = 1_000;
}
