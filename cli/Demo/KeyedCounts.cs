namespace StudyLake.Cli.Demo;

/// <summary>Instances, series, studies and exams by one key.</summary>
internal sealed class KeyedCounts
{
    private readonly SortedDictionary<string, TruthCount> _rows = new(StringComparer.Ordinal);

    /// <summary>Adds one study under a key.</summary>
    public void Add(string key, long instances, long series, bool isExam)
    {
        var row = _rows.GetValueOrDefault(key) ?? new(key, 0, 0, 0, 0);
        _rows[key] = row with
        {
            Instances = row.Instances + instances,
            Series = row.Series + series,
            Studies = row.Studies + 1,
            Exams = row.Exams + (isExam ? 1 : 0),
        };
    }

    /// <summary>The rows in order of their keys.</summary>
    public IReadOnlyList<TruthCount> Rows() => [.. _rows.Values];
}
