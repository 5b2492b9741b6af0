namespace StudyLake.Cli.Demo;

/// <summary>Collects the seconds between acquisition and arrival.</summary>
internal sealed class LagCounter
{
    private const string All = "all";
    private readonly SortedDictionary<string, (List<int> First, List<int> Current)> _lags = new(StringComparer.Ordinal);

    /// <summary>Adds a live object; others than acquired images of mapped sites with an acquisition time are ignored.</summary>
    public void Add(DemoObject item, DateTime firstAt, DateTime currentAt)
    {
        if (!item.Instance.IsAcquired || !item.Study.IsMapped || item.Instance.AcquiredAt is not { } acquiredAt)
            return;
        // Whole seconds: fractions of the acquisition are cut off.
        var whole = acquiredAt.AddTicks(-(acquiredAt.Ticks % TimeSpan.TicksPerSecond));
        var utc = item.Study.Offset is { } offset ? whole - Parse(offset) : item.Study.Site.ToUtc(whole);
        foreach (var key in (ReadOnlySpan<string>)[item.Study.Site.Key, All])
        {
            if (!_lags.TryGetValue(key, out var lists))
                _lags[key] = lists = ([], []);
            lists.First.Add((int)(firstAt - utc).TotalSeconds);
            lists.Current.Add((int)(currentAt - utc).TotalSeconds);
        }
    }

    /// <summary>Median and P95 by site.</summary>
    public List<TruthLag> Finish() =>
        [
            .. _lags.Select(entry =>
            {
                var (first, current) = entry.Value;
                first.Sort();
                current.Sort();
                return new TruthLag(
                    entry.Key,
                    first.Count,
                    Rank(first, 50),
                    Rank(first, 95),
                    Rank(current, 50),
                    Rank(current, 95)
                );
            }),
        ];

    // Nearest rank: the value at position ⌈p × n⌉, counted from 1.
    private static int Rank(List<int> sorted, int percent) => sorted[(((sorted.Count * percent) + 99) / 100) - 1];

    private static TimeSpan Parse(string offset)
    {
        var span = new TimeSpan(int.Parse(offset[1..3]), int.Parse(offset[3..5]), 0);
        return offset[0] == '-' ? -span : span;
    }
}
