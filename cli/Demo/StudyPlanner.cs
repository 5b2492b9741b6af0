namespace StudyLake.Cli.Demo;

/// <summary>Plans one study and everything that ever happens to its files, from nothing but seed and index.</summary>
/// <remarks>Holds only tables, so studies can be planned in any order, on several threads, and again for each wave.</remarks>
internal sealed class StudyPlanner
{
    private readonly DemoYear _year;
    private readonly int _seed;
    private readonly DemoSchedule _schedule;
    private readonly DemoPatients _patients;
    private readonly CaseHistories _histories;

    /// <summary>A planner for a hospital.</summary>
    public StudyPlanner(DemoYear year, int seed, int studies)
    {
        (_year, _seed) = (year, seed);
        _schedule = new(year);
        _patients = new(seed, studies);
        _histories = new(year, _patients);
    }

    /// <summary>Every change of every file of one study and of bad files beside it, in no particular order.</summary>
    public IReadOnlyList<DemoChange> Plan(int index)
    {
        var random = DemoUid.Source(_seed, 1, index);
        var (special, round) = DemoCases.Of(index);
        var device = CasePlacement.Device(special, round) ?? _schedule.Device(random);
        var day = CasePlacement.Day(special, _year, random) ?? _schedule.Day(device, random);
        var local = day.ToDateTime(
            special == DemoCase.MidnightCrossing ? new(23, 55) : DemoSchedule.Time(device, random)
        );
        var clock = new DemoClock(CasePlacement.StartUtc(special, day) ?? device.Site.ToUtc(local), device);
        var exam = ExamTypes.Draw(device.Modality, random);
        var software =
            day.DayNumber - _year.Start.DayNumber >= device.UpgradeAfterDays
                ? device.UpgradedSoftware
                : device.Software;
        var planner = new SeriesPlanner(
            _seed,
            index,
            device,
            clock,
            exam,
            software,
            random.NextDouble() < exam.ContrastShare
        );
        var contents = CaseContents.Plan(special, planner, random, (series, i) => DemoUid.Of(_seed, index, series, i));
        var study = Study(index, device, clock, exam, planner.Elapsed, random);
        study = CaseHeaders.Apply(special, round, study, _patients, clock);
        var lag = Lag(special, device, random);
        var changes = Arrivals(special, index, study, contents, clock.StartUtc + planner.Elapsed + lag, lag);
        _histories.Apply(special == DemoCase.Ordinary ? Churn(changes, random) : special, changes, random);
        return changes;
    }

    // What was sent shortly before a wave ended is sometimes touched again in the next.
    private DemoCase Churn(List<DemoChange> changes, Random random)
    {
        var last = changes.MaxBy(change => change.At) ?? changes[0];
        if (last.Wave == _year.WaveEnds.Count - 1 || last.At < _year.WaveEnds[last.Wave].AddDays(-7))
            return DemoCase.Ordinary;
        return random.Next(30) switch
        {
            0 => DemoCase.Resent,
            1 => DemoCase.CorrectedDescription,
            2 => DemoCase.Deleted,
            _ => DemoCase.Ordinary,
        };
    }

    private DemoStudy Study(
        int index,
        DemoDevice device,
        DemoClock clock,
        ExamType exam,
        TimeSpan elapsed,
        Random random
    )
    {
        var start = clock.After(TimeSpan.Zero);
        var date = DateOnly.FromDateTime(start);
        return new()
        {
            Uid = DemoUid.Of(_seed, index, 0, 0),
            Patient = _patients.Draw(device.Site, random),
            Site = device.Site,
            Institution = device.Institution,
            Date = date,
            DateText = date.ToString("yyyyMMdd"),
            Time = TimeOnly.FromDateTime(start),
            Offset = device.WritesOffset ? clock.Offset() : null,
            Accession = DemoSentinels.AccessionPrefix + Base36(index),
            Description = random.Next(30) == 0 ? null : exam.Description,
            Procedure = random.Next(15) == 0 ? null : exam.Procedure,
            Step = device.Habit == ClockHabit.SeriesFirst ? (start, clock.After(elapsed)) : null,
            Requests = random.Next(4) == 0 ? [DemoSentinels.AccessionPrefix + Base36(index)] : [],
            HasUndefinedLengths = device.Manufacturer.StartsWith("Philips", StringComparison.Ordinal),
            Form = device.Modality == "US" ? WireForm.ImplicitLittle : WireForm.ExplicitLittle,
        };
    }

    private static TimeSpan Lag(DemoCase special, DemoDevice device, Random random)
    {
        var usual =
            device.Site == DemoSites.North ? 60
            : device.Site == DemoSites.Harbor ? 120
            : 600;
        var seconds = usual + random.Next(usual * 2);
        if (special == DemoCase.Late)
            return TimeSpan.FromSeconds((random.Next(10, 41) * 86400) + seconds);
        // A few wait in a scanner's queue overnight; special cases keep their planned wave.
        return TimeSpan.FromSeconds(
            special == DemoCase.Ordinary && random.Next(25) == 0 ? random.Next(3600, 72000) : seconds
        );
    }

    private List<DemoChange> Arrivals(
        DemoCase special,
        int index,
        DemoStudy study,
        List<DemoContent> contents,
        DateTime firstAt,
        TimeSpan lag
    )
    {
        var folder = Folder(special, index, study.Site);
        var extension = study.Site == DemoSites.Valley ? "" : ".dcm";
        var changes = new List<DemoChange>(contents.Count + 1);
        foreach (var (series, instance) in contents)
            changes.Add(
                Arrival(
                    $"{folder}/{series.Number:00}-{instance.Number:000}{extension}",
                    firstAt.AddSeconds(changes.Count),
                    lag > TimeSpan.FromDays(1) ? ChangeKind.ArrivedLate : ChangeKind.Arrived
                ) with
                {
                    Stored = new(study, series, instance),
                }
            );
        if (special == DemoCase.ConflictingUid)
            changes[^1] = changes[^1] with { Kind = ChangeKind.Duplicated };
        var sample = new DemoObject(study, contents[0].Series, contents[0].Instance);
        if (BrokenFiles.Beside(special, sample) is { } bad)
            changes.Add(
                Arrival($"{folder}/{bad.Name}", firstAt.AddSeconds(changes.Count), ChangeKind.Arrived) with
                {
                    Broken = bad.File,
                }
            );
        return changes;
    }

    private DemoChange Arrival(string path, DateTime at, ChangeKind kind)
    {
        var whole = new DateTime(at.Ticks - (at.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
        return new()
        {
            Path = path,
            At = whole,
            Wave = _year.WaveOf(whole),
            Kind = kind,
        };
    }

    private static string Folder(DemoCase special, int index, DemoSite site) =>
        special switch
        {
            DemoCase.OddPath => $"{site.Key}/a b+ü {DemoSentinels.PathPrefix}{index:0000000}",
            DemoCase.Sentinel => $"{site.Key}/{DemoSentinels.PathPrefix}{index:0000000}-{DemoSentinels.PathPart}",
            _ => $"{site.Key}/{index / 1000:000}/{DemoSentinels.PathPrefix}{index:0000000}",
        };

    private static string Base36(int number)
    {
        Span<char> digits = stackalloc char[4];
        for (var i = 3; i >= 0; i--, number /= 36)
            digits[i] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number % 36];
        return new(digits);
    }
}
