using static StudyLake.Cli.Demo.DemoCase;

namespace StudyLake.Cli.Demo;

/// <summary>What happens to a study's files after they arrived: one change a path and wave.</summary>
/// <param name="year">Gives the waves.</param>
/// <param name="patients">Where other people come from.</param>
internal sealed class CaseHistories(DemoYear year, DemoPatients patients)
{
    /// <summary>Adds a case's later changes to the arrivals.</summary>
    public void Apply(DemoCase special, List<DemoChange> changes, Random random)
    {
        var arrivals = changes.Where(change => change.Stored is not null).ToArray();
        var hours = random.Next(2, 90);
        switch (special)
        {
            case Resent:
                Again(changes, arrivals, hours, ChangeKind.Resent, item => item);
                break;
            case CorrectedDate:
                Correct(changes, arrivals, hours, study => OnFirstOfNextMonth(study));
                break;
            case CorrectedDescription:
                Correct(
                    changes,
                    arrivals,
                    hours,
                    study => study with { Description = study.Description + " corrected" }
                );
                break;
            case CorrectedAccession or CorrectedThenDeleted:
                Correct(
                    changes,
                    arrivals,
                    hours,
                    study => study with { Accession = (study.Accession ?? "")[..^1] + "*" }
                );
                if (special == CorrectedThenDeleted)
                    Remove(changes, arrivals, wavesLater: 2);
                break;
            case CorrectedPatient:
                Correct(
                    changes,
                    arrivals,
                    hours,
                    study =>
                        study with
                        {
                            Patient = patients.Numbered(9_400_000 + random.Next(100_000), study.Site.Issuer),
                        }
                );
                break;
            case Deleted:
                Remove(changes, arrivals, wavesLater: 1);
                break;
            case BrokenThenDeleted:
                Remove(changes, [.. changes.Where(change => change.Broken is not null)], wavesLater: 1);
                break;
            case DeletedInstance:
                Remove(changes, [arrivals[2]], wavesLater: 1);
                break;
            case DemoCase.Restored:
                Remove(changes, arrivals, wavesLater: 1);
                Again(changes, arrivals, hours, ChangeKind.Restored, item => item, wavesLater: 2);
                break;
            case LateInstance:
                Postpone(changes, arrivals[2], hours);
                break;
            case SecondPath:
                changes.AddRange(
                    arrivals.Select(change =>
                        change with
                        {
                            Path = change.Path.Replace(
                                DemoSentinels.PathPrefix,
                                $"copy of/{DemoSentinels.PathPrefix}",
                                StringComparison.Ordinal
                            ),
                            At = change.At.AddHours(1),
                            Wave = year.WaveOf(change.At.AddHours(1)),
                            Kind = ChangeKind.Duplicated,
                        }
                    )
                );
                break;
            case RepairedUpload:
                Repair(changes, arrivals[1], hours);
                break;
        }
    }

    private static DemoStudy OnFirstOfNextMonth(DemoStudy study)
    {
        var date = study.Date is { } day ? new DateOnly(day.Year, day.Month, 1).AddMonths(1) : (DateOnly?)null;
        return study with { Date = date, DateText = date?.ToString("yyyyMMdd") };
    }

    private void Correct(
        List<DemoChange> changes,
        IReadOnlyList<DemoChange> arrivals,
        int hours,
        Func<DemoStudy, DemoStudy> correct
    )
    {
        var corrected = new Dictionary<DemoStudy, DemoStudy>(ReferenceEqualityComparer.Instance);
        Again(
            changes,
            arrivals,
            hours,
            ChangeKind.Corrected,
            item =>
            {
                if (!corrected.TryGetValue(item.Study, out var study))
                    corrected[item.Study] = study = correct(item.Study);
                return item with { Study = study };
            }
        );
    }

    private void Again(
        List<DemoChange> changes,
        IReadOnlyList<DemoChange> arrivals,
        int hours,
        ChangeKind kind,
        Func<DemoObject, DemoObject> change,
        int wavesLater = 1
    )
    {
        var wave = arrivals.Max(arrival => arrival.Wave) + wavesLater;
        var at = year.WaveEnds[wave - 1].AddHours(hours);
        for (var i = 0; i < arrivals.Count; i++)
            changes.Add(
                arrivals[i] with
                {
                    At = at.AddSeconds(i + 1),
                    Wave = wave,
                    Kind = kind,
                    Stored = arrivals[i].Stored is { } item ? change(item) : null,
                }
            );
    }

    private void Remove(List<DemoChange> changes, IReadOnlyList<DemoChange> arrivals, int wavesLater)
    {
        var wave = arrivals.Max(arrival => arrival.Wave) + wavesLater;
        foreach (var arrival in arrivals)
            changes.Add(
                arrival with
                {
                    At = year.WaveEnds[wave],
                    Wave = wave,
                    Kind = ChangeKind.Removed,
                    Stored = null,
                    Broken = null,
                }
            );
    }

    private void Postpone(List<DemoChange> changes, DemoChange arrival, int hours)
    {
        changes.Remove(arrival);
        changes.Add(
            arrival with
            {
                At = year.WaveEnds[arrival.Wave].AddHours(hours),
                Wave = arrival.Wave + 1,
                Kind = ChangeKind.ArrivedLate,
            }
        );
    }

    private void Repair(List<DemoChange> changes, DemoChange arrival, int hours)
    {
        if (arrival.Stored is not { } item)
            return;
        changes.Remove(arrival);
        changes.Add(arrival with { Stored = null, Broken = BrokenFiles.CutBeforeUids(item) });
        Again(changes, [arrival], hours, ChangeKind.Repaired, whole => whole);
    }
}
