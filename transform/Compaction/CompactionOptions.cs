using StudyLake.Transform.Sorting;

namespace StudyLake.Transform.Compaction;

/// <summary>Sizes and times of compaction and replay.</summary>
public sealed record CompactionOptions
{
    /// <summary>Rows of a row group, 1 or more. Default 122,880, the unit of pruning and of memory.</summary>
    public int RowGroupRows { get; init; } = ParquetTableWriter.RowGroupRows;

    /// <summary>Row groups of a file, 1 or more. Default 30: 3.7 million events, or 128 to 256 MB.</summary>
    public int FileRowGroups { get; init; } = 30;

    /// <summary>
    /// Memory in bytes for sorting the rows of a table, more than its longest row has. Default 64 MiB. What does not fit is
    /// sorted in runs on scratch, so that memory does not follow the size of a day.
    /// </summary>
    public int SortBytes { get; init; } = 64 << 20;

    /// <summary>How long files that were replaced stay for readers that have listed them. Default one hour; zero or more.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromHours(1);

    /// <summary>New segments that a day without compaction must have to be worth one. Default 2, at least 1.</summary>
    public int FirstSegments { get; init; } = 2;

    /// <summary>
    /// New segments that cause a compacted day to be compacted again, whatever they hold. Default 16. Fewer do so once
    /// they hold a quarter of the events of the smallest group.
    /// </summary>
    public int LateSegments { get; init; } = 16;

    /// <summary>
    /// A group is written again together with newer rows only while it has no more than this many times theirs.
    /// Default 4: each time a row is written again its group has grown by a quarter at least.
    /// </summary>
    public int RewriteFactor { get; init; } = 4;

    /// <summary>
    /// Events merged at one time, at least 1; default as many as there are. A day with more is compacted in steps, each of
    /// which commits, into groups of no more than that (one segment may exceed it): so a step has a bound in time, scratch
    /// and memory, and what is done stays done when time runs out.
    /// </summary>
    public long MostEvents { get; init; } = long.MaxValue;

    /// <summary>
    /// Files opened ahead, or deleted, at one time, 1 or more. Default 1, for a disk; a store whose answers take their time
    /// wants more, at the cost of holding that many small files in memory.
    /// </summary>
    public int Parallelism { get; init; } = 1;

    /// <summary>Makes an empty stream to be written once and read once. Default: a file in the system's temporary folder.</summary>
    public Func<Stream> Scratch { get; init; } = static () => ScratchFile.Create(Path.GetTempPath());
}
