using static StudyLake.Cli.Demo.DemoTruth;

namespace StudyLake.Cli.Demo;

/// <summary>Counts exams by hour, procedure, sex and age.</summary>
internal sealed class ExamCounter
{
    private readonly Tally<string> _hours = new();
    private readonly Tally<string> _sexes = new();
    private readonly Tally<string> _ages = new();
    private readonly Tally<string> _mix = new();
    private readonly Tally<string> _mixWithContrast = new();

    /// <summary>Exams with a contrast agent.</summary>
    public long WithContrast { get; private set; }

    /// <summary>Exams by site, modality, weekday and hour.</summary>
    public SortedDictionary<string, long> Hourly => _hours.Sorted();

    /// <summary>Exams by sex.</summary>
    public SortedDictionary<string, long> BySex => _sexes.Sorted();

    /// <summary>Exams by age band.</summary>
    public SortedDictionary<string, long> ByAge => _ages.Sorted();

    /// <summary>Exams by procedure code, modality, site and month.</summary>
    public SortedDictionary<string, long> Mix => _mix.Sorted();

    /// <summary>Those with a contrast agent.</summary>
    public SortedDictionary<string, long> MixWithContrast => _mixWithContrast.Sorted();

    /// <summary>Adds one study; nothing happens when it is no exam.</summary>
    public void Add(StudyFacts facts)
    {
        if (!facts.IsExam)
            return;
        var study = facts.Study;
        var start = study is { Date: { } date, Time: { } time }
            ? $"{(date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek)} | {time.Hour}"
            : $"{Unknown} | {Unknown}";
        _hours.Add($"{facts.SiteName} | {facts.PrimaryModality} | {start}");
        _sexes.Add(study.Patient.Sex ?? Unknown);
        _ages.Add(DemoAge.Band(study));
        var mix = $"{study.Procedure?.Value ?? Unknown} | {facts.PrimaryModality} | {facts.SiteName} | {facts.Month}";
        _mix.Add(mix);
        if (!facts.HasContrast)
            return;
        WithContrast++;
        _mixWithContrast.Add(mix);
    }
}
