using System.Collections.Immutable;

namespace StudyLake.Transform.Compaction;

/// <summary>What one run of compaction did.</summary>
public sealed record CompactionSummary
{
    /// <summary>The days that it compacted, in their order.</summary>
    public required ImmutableArray<CompactedDay> Days { get; init; }

    /// <summary>Files deleted after their grace.</summary>
    public required int DeletedFiles { get; init; }

    /// <summary>Replaced files whose grace is not over; a later run deletes them.</summary>
    public required int WaitingFiles { get; init; }
}

/// <summary>One day compacted.</summary>
/// <param name="ArrivalDate">Which day.</param>
/// <param name="Group">The group made.</param>
/// <param name="InputFiles">Files that it replaces.</param>
/// <param name="IsCommitted">False when another compactor was faster: then nothing has changed.</param>
public sealed record CompactedDay(DateOnly ArrivalDate, CompactedGroup Group, int InputFiles, bool IsCommitted);

/// <summary>How far a run of compaction or replay is.</summary>
/// <param name="Days">Days done.</param>
/// <param name="DaysInAll">Days to look at.</param>
/// <param name="Rows">Rows of all tables read so far.</param>
public readonly record struct CompactionProgress(int Days, int DaysInAll, long Rows);
