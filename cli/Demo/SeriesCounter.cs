namespace StudyLake.Cli.Demo;

/// <summary>Counts series and what is in them by the modality they state.</summary>
internal sealed class SeriesCounter
{
    private readonly SortedDictionary<string, TruthModality> _rows = new(StringComparer.Ordinal);

    /// <summary>Adds one study.</summary>
    public void Add(StudyFacts facts)
    {
        foreach (var group in facts.Live.GroupBy(item => item.Series.Modality))
        {
            var row = _rows.GetValueOrDefault(group.Key) ?? new(group.Key, 0, 0, 0, 0, 0, 0, 0);
            var counted = facts.Counted.Where(item => item.Series.Modality == group.Key).ToList();
            _rows[group.Key] = row with
            {
                Objects = row.Objects + group.Count(),
                Instances = row.Instances + counted.Count,
                AcquiredImages = row.AcquiredImages + counted.Count(item => item.Instance.IsAcquired),
                Series = row.Series + group.DistinctBy(item => item.Series.Uid).Count(),
                Studies = row.Studies + 1,
                Frames = row.Frames + counted.Sum(item => (long)item.Instance.ImageFrames),
                Bytes = row.Bytes + group.Sum(item => item.Bytes),
            };
        }
    }

    /// <summary>The rows in order of their modality.</summary>
    public IReadOnlyList<TruthModality> Rows() => [.. _rows.Values];
}
