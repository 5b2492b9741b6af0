namespace StudyLake.Cli.Demo;

/// <summary>Everything that is counted of studies, by one key.</summary>
internal sealed class CountTable
{
    private readonly SortedDictionary<string, TruthCount> _rows = new(StringComparer.Ordinal);
    private readonly HashSet<(string Key, string Patient)> _patients = [];

    /// <summary>Adds one study under a key.</summary>
    public void Add(string key, StudyFacts facts)
    {
        var row = _rows.GetValueOrDefault(key) ?? new(key, 0, 0, 0, 0, 0, 0, 0, 0);
        _rows[key] = row with
        {
            Patients = row.Patients + (facts.Patient is { } patient && _patients.Add((key, patient)) ? 1 : 0),
            Studies = row.Studies + 1,
            Exams = row.Exams + (facts.IsExam ? 1 : 0),
            Series = row.Series + facts.Live.DistinctBy(item => item.Series.Uid).Count(),
            Instances = row.Instances + facts.Counted.Count,
            Objects = row.Objects + facts.Live.Count,
            Frames = row.Frames + facts.Counted.Sum(item => (long)item.Instance.ImageFrames),
            Bytes = row.Bytes + facts.Live.Sum(item => item.Bytes),
        };
    }

    /// <summary>The rows in order of their keys.</summary>
    public IReadOnlyList<TruthCount> Rows() => [.. _rows.Values];
}
