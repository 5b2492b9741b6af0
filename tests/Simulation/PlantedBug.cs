using StudyLake.Events;
using StudyLake.Events.Fold;
using StudyLake.Ingest;

namespace StudyLake.Tests.Simulation;

/// <summary>A mistake that somebody could make, and how to run a world with it.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Settings">What goes wrong around it.</param>
/// <param name="Components">The parts, one of which is wrong.</param>
/// <param name="Histories">The most histories in which it must be found.</param>
internal sealed record PlantedBug(string Name, SimulationSettings Settings, Components Components, int Histories)
{
    private static readonly SimulationSettings Bare = SimulationSettings.WithoutReconcile;

    /// <summary>Every one.</summary>
    public static IReadOnlyList<PlantedBug> All { get; } =
    [
        new("sequencers padded on the left", Bare, Components.Right with { OrderKeyOf = PadLeft }, 20_000),
        new("the event that arrived last wins", Bare, Components.Right with { Fold = LastToArrive }, 20_000),
        new("copies of an event count", Bare, Components.Right with { Fold = WithoutDedup }, 20_000),
        new(
            "FailedPutCount is ignored",
            Bare,
            Components.Right with
            {
                StreamSink = static stream => new CarelessSink(stream),
            },
            20_000
        ),
        new(
            "compaction deletes before it writes",
            Bare,
            Components.Right with
            {
                Compaction = new DeletesFirst(),
            },
            20_000
        ),
        new("notifications are lost and nobody reconciles", Bare with { Loss = 0.1 }, Components.Right, 20_000),
        new("ranges are read without If-Match", Bare, Components.Right with { ChecksEtag = false }, 20_000),
        new(
            "of two payloads of one event the first is kept",
            Bare,
            Components.Right with
            {
                Compaction = new KeepsFirst(),
            },
            200_000
        ),
        new("versions are not told apart", Bare, Components.Right with { Fold = WithoutVersions }, 20_000),
    ];

    public override string ToString() => Name;

    private static string PadLeft(string sequencer) => sequencer.PadLeft(OrderKey.Length, '0');

    private static IEnumerable<StudyEvent> LastToArrive(IEnumerable<StudyEvent> rows) =>
        rows.OrderBy(row => row.RecordedAt)
            .GroupBy(row => row.ObjectId)
            .Select(group => group.Last())
            .Where(row => row is not ObjectRemoved);

    private static IEnumerable<StudyEvent> WithoutDedup(IEnumerable<StudyEvent> rows)
    {
        var all = rows.ToList();
        return CurrentObjects.Of(all).SelectMany(item => all.Where(row => row.EventId == item.EventId));
    }

    private static IEnumerable<StudyEvent> WithoutVersions(IEnumerable<StudyEvent> rows) =>
        rows.GroupBy(row => row.ObjectId)
            .Select(group =>
                group.MaxBy(ChangeReading.Of, Comparer<ChangeReading>.Create((left, right) => left.CompareTo(right)))
            )
            .OfType<StudyEvent>()
            .Where(row => row is not ObjectRemoved);

    private sealed class CarelessSink(SimFirehose stream) : IEventSink
    {
        public ValueTask AppendAsync(IReadOnlyList<StudyEvent> events, CancellationToken cancellationToken)
        {
            stream.PutRecordBatch([.. events.Select(item => new[] { item })]);
            return ValueTask.CompletedTask;
        }
    }

    private sealed class DeletesFirst : ICompaction
    {
        public IEnumerable<Action> Steps(SimLake lake, SimAthena athena)
        {
            var steps = new SimCompaction().Steps(lake, athena).ToList();
            return steps.Count == 0 ? [] : [.. steps.Skip(1), steps[0]];
        }
    }

    private sealed class KeepsFirst : ICompaction
    {
        public IEnumerable<Action> Steps(SimLake lake, SimAthena athena)
        {
            string[] inputs = [.. lake.Files.Keys];
            if (inputs.Length < 2)
                yield break;
            IReadOnlyList<StudyEvent> kept =
            [
                .. inputs.SelectMany(name => lake.Files[name]).DistinctBy(row => row.EventId),
            ];
            yield return () => lake.Files[SimCompaction.OutputOf(inputs)] = kept;
            foreach (var input in inputs)
                yield return () => lake.Files.Remove(input);
        }
    }
}
