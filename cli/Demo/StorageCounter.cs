namespace StudyLake.Cli.Demo;

/// <summary>Follows files and bytes over the days: additions, replacements, removals.</summary>
internal sealed class StorageCounter
{
    private readonly Dictionary<DateOnly, TruthStorage> _deltas = [];

    /// <summary>Adds the changes of one path, oldest first.</summary>
    /// <param name="history">Changes of one path.</param>
    /// <param name="size">Bytes a change leaves at the path; 0 for a removal.</param>
    /// <returns>Bytes at the path in the end.</returns>
    public long Add(IReadOnlyList<DemoChange> history, Func<DemoChange, long> size)
    {
        DemoChange? before = null;
        var bytesBefore = 0L;
        foreach (var change in history)
        {
            var isSame =
                before is not null && ReferenceEquals(change.Stored, before.Stored) && change.Stored is not null;
            var bytes = isSame ? bytesBefore : size(change);
            var wasFile = before is { Stored: not null } or { Broken: not null };
            var isFile = change.Stored is not null || change.Broken is not null;
            var day = DateOnly.FromDateTime(change.At);
            var delta = _deltas.GetValueOrDefault(day) ?? new("", 0, 0);
            _deltas[day] = delta with
            {
                Files = delta.Files + (isFile ? 1 : 0) - (wasFile ? 1 : 0),
                Bytes = delta.Bytes + bytes - bytesBefore,
            };
            (before, bytesBefore) = (change, bytes);
        }
        return bytesBefore;
    }

    /// <summary>The state at the end of every day from the first to the last change.</summary>
    public List<TruthStorage> Days()
    {
        var days = new List<TruthStorage>();
        if (_deltas.Count == 0)
            return days;
        var now = new TruthStorage("", 0, 0);
        for (var day = _deltas.Keys.Min(); day <= _deltas.Keys.Max(); day = day.AddDays(1))
        {
            var delta = _deltas.GetValueOrDefault(day) ?? new("", 0, 0);
            now = new(day.ToString("yyyy-MM-dd"), now.Files + delta.Files, now.Bytes + delta.Bytes);
            days.Add(now);
        }
        return days;
    }
}
