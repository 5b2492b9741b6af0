namespace StudyLake.Cli.Snapshot;

/// <summary>How a snapshot came about.</summary>
internal enum SnapshotBuildKind
{
    /// <summary>Nothing was new.</summary>
    UpToDate,

    /// <summary>Every study was folded.</summary>
    Whole,

    /// <summary>The studies touched by new events were folded, and stand beside the rest.</summary>
    Added,

    /// <summary>The same, and everything was written as one again.</summary>
    Merged,
}

/// <summary>What a build did.</summary>
/// <param name="Kind">How.</param>
/// <param name="Written">Rows of <c>instances</c> written.</param>
/// <param name="Kept">Rows of <c>instances</c> in the generations that count.</param>
internal sealed record SnapshotSummary(SnapshotBuildKind Kind, long Written, long Kept);

/// <summary>How far a whole build is.</summary>
internal readonly record struct SnapshotProgress(int Done, int Buckets);
