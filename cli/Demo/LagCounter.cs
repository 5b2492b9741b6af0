namespace StudyLake.Cli.Demo;

/// <summary>Collects the time from the first acquisition of a study to the arrival of its first object.</summary>
internal sealed class LagCounter
{
    private readonly SortedDictionary<string, (List<long> Lags, long[] Studies)> _groups = new(StringComparer.Ordinal);

    /// <summary>Adds one study; nothing happens without an acquired image.</summary>
    public void Add(StudyFacts facts)
    {
        if (facts.Acquired.Count == 0)
            return;
        var arrivedAt = facts.Live.Min(item => item.FirstAt);
        var key = $"{facts.SiteName} | {facts.PrimaryModality} | {arrivedAt:yyyy-MM}";
        if (!_groups.TryGetValue(key, out var group))
            _groups[key] = group = ([], new long[1]);
        group.Studies[0]++;
        if (facts.Acquired.Min(Utc) is { } acquiredAt)
            group.Lags.Add((long)(arrivedAt - acquiredAt).TotalMilliseconds);
    }

    /// <summary>Nearest-rank percentiles by site, primary modality and month of arrival.</summary>
    public IReadOnlyList<TruthLag> Rows() =>
        [
            .. _groups.Select(group =>
            {
                var (lags, studies) = group.Value;
                lags.Sort();
                return new TruthLag(
                    group.Key,
                    studies[0],
                    lags.Count,
                    lags.Count(lag => lag < 0),
                    Rank(lags, 1),
                    Rank(lags, 50),
                    Rank(lags, 95),
                    Rank(lags, 100)
                );
            }),
        ];

    // The value at position ⌈p × n⌉, counted from 1; position 1 for the shortest.
    private static long? Rank(List<long> sorted, int percent) =>
        sorted.Count == 0 ? null
        : percent == 1 ? sorted[0]
        : sorted[(((sorted.Count * percent) + 99) / 100) - 1];

    private static DateTime? Utc(LiveObject item)
    {
        if (item.Instance.AcquiredAt is not { } local)
            return null;
        return item.Study.Offset is { } offset
            ? DateTime.SpecifyKind(local - Parse(offset), DateTimeKind.Utc)
            : item.Identity.Site?.ToUtc(local);
    }

    private static TimeSpan Parse(string offset)
    {
        var span = new TimeSpan(int.Parse(offset[1..3]), int.Parse(offset[3..5]), 0);
        return offset[0] == '-' ? -span : span;
    }
}
