namespace StudyLake.Analytics.Rendering.Withholding;

/// <summary>Which counts are one number at two places.</summary>
internal sealed class SameCounts
{
    private readonly Counts counts;
    private readonly int[] leader;
    private readonly List<(Count One, Count Other)> doubtful = [];

    private SameCounts(Counts counts)
    {
        this.counts = counts;
        leader = [.. Enumerable.Range(0, counts.All.Count)];
    }

    /// <summary>Equal counts that may be the same: withheld together, and not taken for known to be the same.</summary>
    public IReadOnlyList<(Count One, Count Other)> Doubtful => doubtful;

    /// <summary>Finds them.</summary>
    public static SameCounts Of(Counts counts)
    {
        var same = new SameCounts(counts);
        same.FindSame();
        return same;
    }

    /// <summary>One id for all counts that are the same.</summary>
    public int Leader(int id)
    {
        while (leader[id] != id)
            id = leader[id] = leader[leader[id]];
        return id;
    }

    // Equal numbers at two places may be the same number when a name is common to both, or when they are totals. Of several
    // such at one place the one that fits best is; the others are withheld with it, in case.
    private void FindSame()
    {
        foreach (var equal in counts.All.Where(count => count.Value > 0).GroupBy(count => count.Value))
        {
            var list = equal.ToList();
            var best = list.ToDictionary(one => one, one => Best(one, list));
            foreach (var one in list)
            foreach (var other in list.Where(other => other.Id > one.Id && Fit(one, other) > 0))
                if (best[one].Contains(other) && best[other].Contains(one))
                    leader[Leader(other.Id)] = Leader(one.Id);
                else
                    doubtful.Add((one, other));
        }
    }

    private HashSet<Count> Best(Count one, List<Count> equal) =>
        [
            .. equal
                .Where(other => Fit(one, other) > 0)
                .GroupBy(other => other.Home, ReferenceEqualityComparer.Instance)
                .SelectMany(place =>
                {
                    var most = place.Max(other => Fit(one, other));
                    return place.Where(other => Fit(one, other) == most);
                }),
        ];

    // 0 when they cannot be the same.
    private int Fit(Count one, Count other)
    {
        if (ReferenceEquals(one.Home, other.Home))
            return 0;
        if (one.Months.Count > 0 && other.Months.Count > 0 && !one.Months.Overlaps(other.Months))
            return 0;
        var common = one.Labels.Count(other.Labels.Contains);
        var isKey = ReferenceEquals(one.Home, counts.Keys) || ReferenceEquals(other.Home, counts.Keys);
        if (common == 0 && !isKey && !(one.IsTotal && other.IsTotal))
            return 0;
        var isOwnMonth = counts.Month is { } month && (one.Months.Contains(month) || other.Months.Contains(month));
        return 1 + (4 * common) + (isOwnMonth ? 2 : 0) + (one.IsTotal == other.IsTotal ? 1 : 0);
    }
}
