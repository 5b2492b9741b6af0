using StudyLake.Events;

namespace StudyLake.Ingest;

/// <summary>The event log, seen by whoever adds to it.</summary>
/// <remarks>
/// The sink retries what may pass by itself. When it throws, none, some or all of the events may be in the log: the
/// caller appends the same events again later, and their ids make the copies harmless.
/// </remarks>
public interface IEventSink
{
    /// <summary>Appends events; when it returns they are durable, and only then may their objects count as read.</summary>
    ValueTask AppendAsync(IReadOnlyList<StudyEvent> events, CancellationToken cancellationToken);
}
