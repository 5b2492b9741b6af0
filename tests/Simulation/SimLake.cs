using StudyLake.Events;

namespace StudyLake.Tests.Simulation;

/// <summary>A lake in memory: files of rows, named after what they were made of.</summary>
internal sealed class SimLake(World world) : ISimLake
{
    private readonly SimAthena _athena = new(world);
    private readonly HashSet<string> _batches = [];

    public SortedDictionary<string, IReadOnlyList<StudyEvent>> Files { get; } = new(StringComparer.Ordinal);

    public IEnumerable<StudyEvent> Rows => Files.Values.SelectMany(rows => rows);

    public IEnumerable<string> FileNames => Files.Keys;

    public bool Has(SimLog.Segment segment) => _batches.Contains(segment.Name);

    public void Transform(SimLog.Segment segment)
    {
        // A damaged one goes to quarantine whole; the mark says so, and nothing of it becomes a row.
        if (!segment.IsCorrupt)
        {
            Crash();
            Files[segment.Name] = segment.Events;
            Crash();
        }
        // The mark is written last.
        _batches.Add(segment.Name);
    }

    public IEnumerable<Action> Compaction() => world.Components.Compaction.Steps(this, _athena);

    public void Requeue(IReadOnlyList<SimLog.Segment> segments)
    {
        foreach (var segment in segments)
            _batches.Remove(segment.Name);
    }

    private void Crash()
    {
        if (!world.Happens(world.Settings.TransformCrash))
            return;
        world.Faults.Add(Fault.TransformCrashed);
        throw new ProcessDied();
    }
}
