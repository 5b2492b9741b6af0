namespace StudyLake.Cli.Snapshot;

/// <summary>The rows that one build made.</summary>
internal sealed record SnapshotGeneration
{
    /// <summary>File with the studies whose rows in earlier generations no longer count; null in the first, which has all.</summary>
    public required string? Touched { get; init; }

    /// <summary>The files of each kept model.</summary>
    public required Dictionary<string, string[]> Rows { get; init; }

    /// <summary>Rows of <c>instances</c> in it.</summary>
    public required long Instances { get; init; }
}
