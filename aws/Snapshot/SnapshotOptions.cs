namespace StudyLake.Aws.Snapshot;

/// <summary>Sizes and times of the snapshot.</summary>
internal sealed record SnapshotOptions
{
    /// <summary>The lake's bucket, where Athena writes and reads the snapshot.</summary>
    public required string LakeBucket { get; init; }

    /// <summary>The Glue database of its tables.</summary>
    public required string Database { get; init; }

    /// <summary>Buckets of studies at most, in which a whole build folds one after the other. Default 16.</summary>
    public int Buckets { get; init; } = 16;

    /// <summary>
    /// Index entries of a bucket, of which an event has one: fewer make fewer buckets, since each reads the lake once. Default
    /// 5,000,000.
    /// </summary>
    public long EntriesPerBucket { get; init; } = 5_000_000;

    /// <summary>A build is whole once the delta has this share of the base. Default a quarter; above 0.</summary>
    public double LargestDelta { get; init; } = 0.25;

    /// <summary>How long what was replaced stays for queries that have begun. Default one hour.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromHours(1);

    /// <summary>After what time a build that was begun is given up and begun anew. Default a day.</summary>
    public TimeSpan LongestRun { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How often the tables of reports are made at most. Default 6 hours; zero for never, unless asked for.</summary>
    public TimeSpan ReportTablesEvery { get; init; } = TimeSpan.FromHours(6);
}
