using StudyLake.Events;

namespace StudyLake.Tests.Simulation;

/// <summary>The event log: objects that are written whole and never changed, but for damage.</summary>
internal sealed class SimLog
{
    public List<Segment> Segments { get; } = [];

    /// <summary>What is durable: the events that an acknowledgement may rely on.</summary>
    public HashSet<string> Durable { get; } = [];

    public void Add(string name, IReadOnlyList<StudyEvent> events)
    {
        Segments.Add(new Segment(name, events));
        foreach (var item in events)
            Durable.Add(item.EventId);
    }

    internal sealed class Segment(string name, IReadOnlyList<StudyEvent> events)
    {
        public string Name { get; } = name;
        public IReadOnlyList<StudyEvent> Events { get; } = events;
        public bool IsCorrupt { get; set; }
        public bool WasCorrupt { get; set; }
    }
}
