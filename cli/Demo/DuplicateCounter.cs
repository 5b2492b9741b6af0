namespace StudyLake.Cli.Demo;

/// <summary>Counts live objects that share their SOP Instance UID, and the bytes that equal ones take.</summary>
internal sealed class DuplicateCounter
{
    private TruthDuplicates _counts = new(0, 0, 0);

    /// <summary>What was counted.</summary>
    public TruthDuplicates Counts => _counts;

    /// <summary>Adds the live objects of one study.</summary>
    public void Add(IReadOnlyList<LiveObject> live)
    {
        foreach (var alike in live.GroupBy(item => item.Instance.Uid).Where(group => group.Skip(1).Any()))
            _counts = new(
                _counts.Groups + 1,
                _counts.Objects + alike.LongCount(),
                _counts.RepeatedBytes
                    + alike.GroupBy(item => item.Object).Sum(copies => copies.Skip(1).Sum(item => item.Bytes))
            );
    }
}
