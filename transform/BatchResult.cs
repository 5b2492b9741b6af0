using StudyLake.Events.Lake;

namespace StudyLake.Transform;

/// <summary>What became of one segment of the log.</summary>
public sealed record BatchResult
{
    /// <summary>Which segment.</summary>
    public required LogSegment Segment { get; init; }

    /// <summary>Why the whole segment went to quarantine, or null when it was read.</summary>
    public QuarantineReason? Defect { get; init; }

    /// <summary>Its size as stored, in bytes.</summary>
    public required long StoredBytes { get; init; }

    /// <summary>Its size inflated, in bytes; 0 when it could not be read.</summary>
    public required long InflatedBytes { get; init; }

    /// <summary>Its lines, readable or not; 0 when it could not be read.</summary>
    public required long Lines { get; init; }

    /// <summary>Lines that became a row of <c>study_events</c>.</summary>
    public required long Events { get; init; }

    /// <summary>Rows of <c>study_text</c>.</summary>
    public required long Texts { get; init; }

    /// <summary>Rows of <c>field_issues</c>.</summary>
    public required long Issues { get; init; }

    /// <summary>Rows of <c>requeues</c>.</summary>
    public required long Requeues { get; init; }

    /// <summary>Lines that went to quarantine.</summary>
    public required long QuarantinedLines { get; init; }
}
