using System.Collections.Immutable;

namespace StudyLake.Transform.Compaction;

/// <summary>What one run of compaction did.</summary>
public sealed record CompactionSummary
{
    /// <summary>What it compacted, in order; a day that needed several steps stands there once for each.</summary>
    public required ImmutableArray<CompactedDay> Days { get; init; }

    /// <summary>Files deleted after their grace.</summary>
    public required int DeletedFiles { get; init; }

    /// <summary>Replaced files whose grace is not over, or for which there was no time; a later run deletes them.</summary>
    public required int WaitingFiles { get; init; }

    /// <summary>The days that a later run has to look at, since time was up; empty when every day was seen to.</summary>
    public required ImmutableArray<DateOnly> LeftDates { get; init; }

    /// <summary>Uncompacted segments and runs of these days, as they were listed.</summary>
    public required int LeftInputs { get; init; }

    /// <summary>True when a step was under way when time was up, and will be done again from its beginning.</summary>
    public required bool IsAbandoned { get; init; }
}

/// <summary>One day compacted, or a step of it.</summary>
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
