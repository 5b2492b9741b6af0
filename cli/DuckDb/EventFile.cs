using System.Collections.Immutable;
using StudyLake.Events.Lake;
using StudyLake.Transform;

namespace StudyLake.Cli.DuckDb;

/// <summary>A Parquet file of <c>study_events</c> and what it was made of.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Segments">
/// The segments of the log whose events are in it, as <c>dt=…/name</c>: one, or those that compaction joined. It may name
/// one too many, never one too few.
/// </param>
internal sealed record EventFile(string Path, ImmutableArray<string> Segments)
{
    /// <summary>The day of its partition, as the column <c>dt</c> has it.</summary>
    public string Partition { get; } = Segments[0][(LakeTable.Partition.Length + 1)..Segments[0].IndexOf('/')];

    /// <summary>The name of a segment with its day.</summary>
    public static string SegmentOf(DateOnly date, string name) => $"{LogSegment.PartitionName(date)}/{name}";

    /// <summary>The segment that an uncompacted file is made of, from the file's path below the lake.</summary>
    public static string SegmentOf(string path) => path[(path.IndexOf('/') + 1)..^LakeFile.ParquetSuffix.Length];
}
