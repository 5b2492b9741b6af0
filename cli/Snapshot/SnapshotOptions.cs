namespace StudyLake.Cli.Snapshot;

/// <summary>Limits of the snapshot; none of them changes a result.</summary>
internal sealed record SnapshotOptions
{
    /// <summary>Events folded at a time when every study is, from 1. Default 50,000.</summary>
    /// <remarks>Memory follows it. A bucket reads the partitions in which its studies have events, whole.</remarks>
    public long EventsPerBucket { get; init; } = 50_000;

    /// <summary>
    /// MiB that DuckDB may take to build, from 64; beyond it spills to disk, and where that does not do the limit rises.
    /// Default 224.
    /// </summary>
    public int MemoryMebibytes { get; init; } = 224;

    /// <summary>Events whose growth of the store is summed at a time when every event is, from 1. Default 200,000.</summary>
    /// <remarks>Memory follows it.</remarks>
    public long EventsPerStorageTurn { get; init; } = 200_000;

    /// <summary>Rows of a list that are sorted, or whose keys are compared, at a time, from 1. Default 1,000,000.</summary>
    /// <remarks>Memory follows it.</remarks>
    public long KeysPerTurn { get; init; } = 1_000_000;

    /// <summary>Files from which keys are taken at a time when every event is read, from 1. Default 64.</summary>
    /// <remarks>Memory follows it, by a third of a mebibyte a file.</remarks>
    public int FilesPerTurn { get; init; } = 64;

    /// <summary>
    /// Generations before they are brought together, from 1. Default 8: each costs every query an anti-join.
    /// </summary>
    public int MostGenerations { get; init; } = 8;

    /// <summary>
    /// Share of the lake's bytes that may be new to a snapshot for it to be used, 0 to 1. Default 0.5: beyond it folding
    /// everything is cheaper.
    /// </summary>
    public double LargestTail { get; init; } = 0.5;
}
