namespace StudyLake.Cli.Demo;

/// <summary>Counts all that the live objects of studies say, study by study.</summary>
/// <param name="year">The simulated year.</param>
internal sealed class StudyCounter(DemoYear year)
{
    private readonly CountTable _total = new();
    private readonly CountTable _byDay = new();
    private readonly CountTable _byModality = new();
    private readonly CountTable _byInstitution = new();
    private readonly CountTable _volume = new();
    private readonly SeriesCounter _series = new();
    private readonly ExamCounter _exams = new();
    private readonly DeviceCounter _devices = new();
    private readonly PatientCounter _patients = new();
    private readonly LagCounter _lags = new();
    private readonly QualityCounter _quality = new();
    private readonly RuleCounter _rules = new();
    private readonly UseCounter _use = new(year);
    private readonly Tally<string> _classes = new();
    private long _notes;
    private long _withdrawn;

    /// <summary>Adds the live objects of one study; at least one.</summary>
    public void Add(IReadOnlyList<LiveObject> live)
    {
        var facts = new StudyFacts(live);
        var place = $"{facts.SiteName} | {facts.Institution}";
        _total.Add("", facts);
        _byDay.Add(facts.Day, facts);
        _byModality.Add(facts.PrimaryModality, facts);
        _byInstitution.Add(place, facts);
        _volume.Add($"{facts.Month} | {facts.PrimaryModality} | {place}", facts);
        _series.Add(facts);
        _exams.Add(facts);
        _devices.Add(facts);
        _patients.Add(facts);
        _lags.Add(facts);
        _quality.Add(facts);
        var span = facts.IsExam ? ExamSpan.Of(facts) : null;
        _rules.Add(facts, span);
        _use.Add(facts, span);
        _classes.Add(facts.Class);
        _notes += facts.Notes;
        _withdrawn += facts.Withdrawn.Count;
    }

    /// <summary>The truth so far; parts that other counters know are left empty.</summary>
    public DemoTruth Finish() =>
        new()
        {
            FilesPresent = 0,
            BytesPresent = 0,
            Totals = _total.Rows() is [var total] ? total : new("", 0, 0, 0, 0, 0, 0, 0, 0),
            ExamsWithContrast = _exams.WithContrast,
            RejectionNotes = _notes,
            WithdrawnInstances = _withdrawn,
            StudiesByClass = _classes.Sorted(),
            EventsByWave = [],
            RejectedObjects = [],
            RejectedEvents = [],
            BySeriesModality = _series.Rows(),
            ByStudyDate = _byDay.Rows(),
            ByPrimaryModality = _byModality.Rows(),
            ByInstitution = _byInstitution.Rows(),
            Volume = _volume.Rows(),
            Hourly = _exams.Hourly,
            Devices = _devices.Devices(),
            DeviceDays = _devices.Days(),
            ExamsByRule = _rules.Finish(),
            ExamTimes = _use.Times(),
            LastDay = year.End.ToString("yyyy-MM-dd"),
            DeviceUse = _use.Uses(_devices.Devices()),
            ExamMix = _exams.Mix,
            ExamMixWithContrast = _exams.MixWithContrast,
            ExamsBySex = _exams.BySex,
            ExamsByAge = _exams.ByAge,
            PatientsBySexAndAge = _patients.Rows(),
            Storage = [],
            ArrivalLag = _lags.Rows(),
            Missing = _quality.Missing(),
            Issues = _quality.Issues,
            UnmappedInstitutions = _quality.UnmappedInstitutions,
            UnmappedDevices = _quality.UnmappedDevices,
            PhantomStudies = _quality.Phantoms,
            SeriesPerSlice = _quality.SeriesPerSlice,
            UidConflicts = _quality.UidConflicts,
            Changes = [],
            Corrections = [],
            Duplicates = new(0, 0, 0),
            Completeness = [],
        };
}
