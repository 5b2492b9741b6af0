namespace StudyLake.Cli.Demo;

/// <summary>Counts the truth, study by study, keeping counters and short keys only.</summary>
internal sealed class TruthCounter(DemoYear year)
{
    private readonly DicomWriter _writer = new();
    private readonly TruthEvents[] _events =
    [
        .. year.WaveEnds.Select(end => new TruthEvents(end.ToString("yyyy-MM-dd"), 0, 0, 0)),
    ];
    private readonly Tally<string> _rejectedEvents = new();
    private readonly Tally<string> _rejectedObjects = new();
    private readonly Tally<(string Month, ChangeKind Kind)> _changedObjects = new();
    private readonly Tally<(string Month, ChangeKind Kind)> _changedStudies = new();
    private readonly StorageCounter _storage = new();
    private readonly StudyCounter _studies = new(year);
    private readonly CorrectionCounter _corrections = new(year);
    private readonly DuplicateCounter _duplicates = new();
    private readonly GrowthCounter _growth = new(year);

    /// <summary>Adds everything that ever happens to the files of one study.</summary>
    public void Add(IReadOnlyList<DemoChange> changes)
    {
        var seen = new HashSet<(string, ChangeKind)>();
        foreach (var change in changes)
        {
            Count(change);
            var key = (change.At.ToString("yyyy-MM"), change.Kind);
            _changedObjects.Add(key);
            if (seen.Add(key))
                _changedStudies.Add(key);
        }
        var live = new List<LiveObject>();
        foreach (var path in changes.GroupBy(change => change.Path))
        {
            var history = path.OrderBy(change => change.Wave).ToList();
            var bytes = _storage.Add(history, Size);
            _corrections.Add(history);
            var last = history[^1];
            if (last.Broken is { } broken)
                _rejectedObjects.Add(broken.Reason);
            if (last.Stored is { } item)
                live.Add(new(item, history.First(change => change.Stored is not null).At, bytes));
        }
        if (live.Count == 0)
            return;
        _studies.Add(live);
        _duplicates.Add(live);
        _growth.Add(live);
    }

    /// <summary>The truth about everything added.</summary>
    public DemoTruth Finish()
    {
        var storage = _storage.Days();
        return _studies.Finish() with
        {
            FilesPresent = storage.Count > 0 ? storage[^1].Files : 0,
            BytesPresent = storage.Count > 0 ? storage[^1].Bytes : 0,
            EventsByWave = _events,
            RejectedEvents = _rejectedEvents.Sorted(),
            RejectedObjects = _rejectedObjects.Sorted(),
            Storage = storage,
            Corrections = _corrections.Counts,
            Duplicates = _duplicates.Counts,
            Completeness = _growth.Rows(
                Array.FindLastIndex(_events, wave => wave.Stored + wave.Rejected + wave.Removed > 0)
            ),
            Changes =
            [
                .. _changedObjects
                    .Keys.OrderBy(key => key.Month, StringComparer.Ordinal)
                    .ThenBy(key => key.Kind)
                    .Select(key => new TruthChanges(
                        key.Month,
                        Name(key.Kind),
                        _changedObjects[key],
                        _changedStudies[key]
                    )),
            ],
        };
    }

    private void Count(DemoChange change)
    {
        var events = _events[change.Wave];
        if (change.Broken is { } broken)
        {
            _rejectedEvents.Add(broken.Reason);
            _events[change.Wave] = events with { Rejected = events.Rejected + 1 };
        }
        else
            _events[change.Wave] = change.Stored is null
                ? events with
                {
                    Removed = events.Removed + 1,
                }
                : events with
                {
                    Stored = events.Stored + 1,
                };
    }

    private long Size(DemoChange change) =>
        change.Stored is { } item ? DemoFile.Compose(_writer, item).Length : change.Broken?.Bytes.Length ?? 0;

    private static string Name(ChangeKind kind) =>
        kind == ChangeKind.ArrivedLate ? "arrived_late" : kind.ToString().ToLowerInvariant();
}
