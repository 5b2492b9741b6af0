using System.Collections.Immutable;

namespace StudyLake.Transform;

/// <summary>What one run of the transform did.</summary>
public sealed record TransformSummary
{
    /// <summary>What became of each segment that it took in, in the order of the log.</summary>
    public required ImmutableArray<BatchResult> Batches { get; init; }

    /// <summary>Files under <c>log/</c> that are no segments by their name and were left alone.</summary>
    public required int IgnoredFiles { get; init; }

    /// <summary>Ingest runs added to <c>ingest_runs</c>.</summary>
    public required int IngestRuns { get; init; }

    /// <summary>Accounts of ingest runs that are no JSON of a run and were left alone.</summary>
    public required int UnreadableRuns { get; init; }

    /// <summary>Lines that became a row of <c>study_events</c>.</summary>
    public long Events => Batches.Sum(batch => batch.Events);

    /// <summary>Lines that went to quarantine.</summary>
    public long QuarantinedLines => Batches.Sum(batch => batch.QuarantinedLines);

    /// <summary>Segments that went to quarantine whole.</summary>
    public int QuarantinedSegments => Batches.Count(batch => batch.Defect is not null);
}

/// <summary>How far a run of the transform is.</summary>
/// <param name="Segments">Segments done.</param>
/// <param name="SegmentsPending">Segments that the run found to do.</param>
/// <param name="Events">Events in those done.</param>
/// <param name="StoredBytes">Bytes of those done, as stored.</param>
public readonly record struct TransformProgress(int Segments, int SegmentsPending, long Events, long StoredBytes);
