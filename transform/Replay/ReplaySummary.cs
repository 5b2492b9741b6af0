using System.Collections.Immutable;

namespace StudyLake.Transform.Replay;

/// <summary>What one replay did.</summary>
public sealed record ReplaySummary
{
    /// <summary>Days made again.</summary>
    public required int Days { get; init; }

    /// <summary>What became of each segment, in the order of days and names.</summary>
    public required ImmutableArray<BatchResult> Batches { get; init; }

    /// <summary>Ingest runs that have ended.</summary>
    public required int IngestRuns { get; init; }

    /// <summary>Accounts of ingest runs that are no JSON of a run.</summary>
    public required int UnreadableRuns { get; init; }

    /// <summary>Files deleted after their grace.</summary>
    public required int DeletedFiles { get; init; }

    /// <summary>Replaced files whose grace is not over.</summary>
    public required int WaitingFiles { get; init; }

    /// <summary>Lines that became a row of <c>study_events</c>, before copies are left out.</summary>
    public long Events => Batches.Sum(batch => batch.Events);
}
