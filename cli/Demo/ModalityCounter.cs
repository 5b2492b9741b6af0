namespace StudyLake.Cli.Demo;

/// <summary>Counts by modality.</summary>
internal sealed class ModalityCounter
{
    private readonly SortedDictionary<string, TruthModality> _rows = new(StringComparer.Ordinal);

    /// <summary>Adds the live objects of one study.</summary>
    public void Add(IReadOnlyList<DemoObject> live, ExamRule rule)
    {
        foreach (var group in live.GroupBy(item => item.Series.Modality))
        {
            var row = Row(group.Key);
            _rows[group.Key] = row with
            {
                Objects = row.Objects + group.Count(),
                Instances = row.Instances + group.Select(item => item.Instance.Uid).Distinct().Count(),
                Series = row.Series + group.Select(item => item.Series.Uid).Distinct().Count(),
                Studies = row.Studies + 1,
            };
        }
        var primary = Row(rule.PrimaryModality);
        _rows[rule.PrimaryModality] = primary with
        {
            PrimaryStudies = primary.PrimaryStudies + 1,
            Exams = primary.Exams + (rule.IsExam ? 1 : 0),
        };
    }

    /// <summary>The rows in order of their modality.</summary>
    public IReadOnlyList<TruthModality> Finish() => [.. _rows.Values];

    private TruthModality Row(string modality) => _rows.GetValueOrDefault(modality) ?? new(modality, 0, 0, 0, 0, 0, 0);
}
