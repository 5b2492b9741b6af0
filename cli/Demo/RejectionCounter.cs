namespace StudyLake.Cli.Demo;

/// <summary>Applies rejection notes: what they take away, and which exams remain.</summary>
internal sealed class RejectionCounter
{
    private long _notes;
    private long _instances;
    private long _exams;

    /// <summary>Adds the live objects of one study.</summary>
    public void Add(IReadOnlyList<DemoObject> live, ExamRule rule)
    {
        var notes = live.Where(item => item.Instance.Title?.Value is "113001" or "113037" or "113038").ToList();
        var targets = notes
            .SelectMany(note => note.Instance.References.Select(target => target.Target.Uid))
            .ToHashSet();
        var rejected = live.Where(item => targets.Contains(item.Instance.Uid))
            .Select(item => item.Instance.Uid)
            .Distinct();
        _notes += notes.Count;
        _instances += rejected.Count();
        if (rule.IsExam && live.Any(item => item.Instance.IsAcquired && !targets.Contains(item.Instance.Uid)))
            _exams++;
    }

    /// <summary>The totals.</summary>
    public TruthRejection Finish() => new(_notes, _instances, _exams);
}
