using StudyLake.Events;
using StudyLake.Ingest;

namespace StudyLake.Tests.Simulation;

/// <summary>The parts of the system that a test may replace by one with a mistake.</summary>
internal sealed record Components
{
    /// <summary>The order key of a notification's sequencer.</summary>
    public Func<string, string> OrderKeyOf { get; init; } = OrderKey.FromSequencer;

    /// <summary>Whether ranges are read under the condition that the entity tag is still the one notified.</summary>
    public bool ChecksEtag { get; init; } = true;

    /// <summary>Puts events into the stream.</summary>
    public Func<SimFirehose, IEventSink> StreamSink { get; init; } = static stream => new SimFirehoseSink(stream);

    /// <summary>Joins files.</summary>
    public ICompaction Compaction { get; init; } = new SimCompaction();

    /// <summary>What the rows of the lake say is there: of each row, source and object and the event that stands.</summary>
    public Func<IEnumerable<StudyEvent>, IEnumerable<StudyEvent>> Fold { get; init; } = CurrentObjects.Of;

    /// <summary>The right ones.</summary>
    public static Components Right { get; } = new();
}
