using System.Text.Json.Serialization;

namespace StudyLake.Events;

/// <summary>What one run of ingest over a store found and did, counted apart from the log so that the two can be compared.</summary>
/// <remarks>Written when a run begins and again, under the same name, when it ends.</remarks>
public sealed record IngestRun
{
    /// <summary>Start time and source, such as <c>20261001T031500123Z-ward7</c>; unique within a lake.</summary>
    public required string RunId { get; init; }

    /// <summary>The store; as <see cref="StudyEvent.Source"/>.</summary>
    public required string Source { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTime StartedAt { get; init; }

    /// <summary>When it ended, UTC, or null while it runs or when it died.</summary>
    public DateTime? EndedAt { get; init; }

    /// <summary>How it ended.</summary>
    public required IngestRunStatus Status { get; init; }

    /// <summary>
    /// The last segment before it began, by which the events of a run that died can be counted; null in a store whose
    /// log has no sequence.
    /// </summary>
    public long? LogSequenceBefore { get; init; }

    /// <summary>Objects that the walk saw.</summary>
    public long ObjectsSeen { get; init; }

    /// <summary>Objects that had not changed since they were last read.</summary>
    public long Unchanged { get; init; }

    /// <summary>Changes noticed: new, changed and removed objects, counted before any is read.</summary>
    public long ChangesNoticed { get; init; }

    /// <summary><c>instance_stored</c> events made durable.</summary>
    public long Stored { get; init; }

    /// <summary><c>object_rejected</c> events made durable.</summary>
    public long Rejected { get; init; }

    /// <summary><c>object_removed</c> events made durable.</summary>
    public long Removed { get; init; }

    /// <summary><c>object_superseded</c> events made durable.</summary>
    public long Superseded { get; init; }

    /// <summary>
    /// Of these events, copies of a change that was in the log already: what a re-extraction reads again. They add a
    /// payload and no change.
    /// </summary>
    public long Reread { get; init; }

    /// <summary>Objects that could not be read this time, such as for want of a permission; the next run tries again.</summary>
    public long Failed { get; init; }

    /// <summary>
    /// The segments that it wrote, in their order; null for a run from before these were noted. What a segment held is
    /// known by this when it is damaged later.
    /// </summary>
    public IReadOnlyList<RunSegment>? Segments { get; init; }
}

/// <summary>One log segment that a run of ingest wrote.</summary>
/// <param name="Name">Its name, without folder and suffix.</param>
/// <param name="Events">Events in it, copies included.</param>
public sealed record RunSegment(string Name, long Events);

/// <summary>How an ingest run ended.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<IngestRunStatus>))]
public enum IngestRunStatus
{
    /// <summary><c>running</c>: not ended; of a process that is gone, it died.</summary>
    Running,

    /// <summary><c>complete</c>: the whole store was walked.</summary>
    Complete,

    /// <summary><c>interrupted</c>: stopped on request; what it had read is durable.</summary>
    Interrupted,

    /// <summary><c>failed</c>: stopped by a fault; what it had read is durable.</summary>
    Failed,
}
