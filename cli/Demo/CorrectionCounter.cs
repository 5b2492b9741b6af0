namespace StudyLake.Cli.Demo;

/// <summary>Counts what becomes of paths after something first lay there.</summary>
/// <param name="year">Gives the day of the walk that sees a change.</param>
internal sealed class CorrectionCounter(DemoYear year)
{
    private readonly Tally<string> _counts = new();

    /// <summary>
    /// Objects by month of the walk, kind, modality, site of the institution and InstitutionName as written; of a removal
    /// those of the last good object, <c>unknown</c> where there never was one.
    /// </summary>
    public SortedDictionary<string, long> Counts => _counts.Sorted();

    /// <summary>Adds the changes of one path, oldest first.</summary>
    public void Add(IReadOnlyList<DemoChange> history)
    {
        DemoObject? last = null;
        foreach (var change in history)
        {
            last = change.Stored ?? last;
            if (IsLater(change.Kind))
                _counts.Add(
                    string.Join(
                        " | ",
                        year.WaveEnds[change.Wave].ToString("yyyy-MM"),
                        change.Kind.ToString().ToLowerInvariant(),
                        last?.Series.Modality ?? DemoTruth.Unknown,
                        last?.Study is { IsMapped: true, Institution: not null } mapped
                            ? mapped.Site.DisplayName
                            : DemoTruth.Unmapped,
                        last?.Study.Institution ?? DemoTruth.Unknown
                    )
                );
        }
    }

    /// <summary>True of the kinds that are no first arrival.</summary>
    public static bool IsLater(ChangeKind kind) =>
        kind is not (ChangeKind.Arrived or ChangeKind.ArrivedLate or ChangeKind.Duplicated);
}
