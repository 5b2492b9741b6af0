namespace StudyLake.Aws.Snapshot;

/// <summary>What one run of the builder did.</summary>
/// <param name="Kind">How it built.</param>
/// <param name="Instances">Rows of <c>instances</c> that it made.</param>
/// <param name="Statements">Statements that it ran.</param>
internal sealed record SnapshotSummary(SnapshotBuildKind Kind, long Instances, int Statements);

/// <summary>How a snapshot was built.</summary>
internal enum SnapshotBuildKind
{
    /// <summary>There is no event.</summary>
    Nothing,

    /// <summary>Nothing had come since the build before.</summary>
    UpToDate,

    /// <summary>Every study was folded.</summary>
    Whole,

    /// <summary>The touched studies were folded.</summary>
    Added,

    /// <summary>Another builder was faster.</summary>
    Lost,
}
