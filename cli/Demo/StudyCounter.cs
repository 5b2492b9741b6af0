using static StudyLake.Cli.Demo.DemoTruth;

namespace StudyLake.Cli.Demo;

/// <summary>Counts live objects, instances, series, studies and exams, study by study.</summary>
internal sealed class StudyCounter
{
    private readonly HashSet<(string Issuer, string Id)> _patients = [];
    private readonly HashSet<string> _accessions = [];
    private readonly KeyedCounts _byDate = new();
    private readonly KeyedCounts _byMonth = new();
    private readonly KeyedCounts _byName = new();
    private readonly KeyedCounts _bySite = new();
    private readonly ModalityCounter _modalities = new();
    private readonly ExamCounter _exams = new();
    private readonly MissingCounter _missing = new();
    private readonly MissingCounter _missingByName = new();
    private readonly MissingCounter _missingByDevice = new();
    private readonly RejectionCounter _rejection = new();
    private readonly Tally<(string Month, string Modality, string Site, string Name)> _studyCube = new();
    private readonly Tally<(string Month, string Modality, string Site, string Name)> _examCube = new();
    private long _live;
    private long _instances;
    private long _series;
    private long _studies;
    private long _frames;
    private long _examCount;
    private long _withoutAccession;
    private long _phantoms;
    private long _withoutImage;

    /// <summary>Adds the live objects of one study; at least one.</summary>
    public void Add(IReadOnlyList<DemoObject> live)
    {
        var study = live[0].Study;
        var rule = new ExamRule(live);
        var instances = live.Select(item => item.Instance.Uid).Distinct().Count();
        var series = live.Select(item => item.Series.Uid).Distinct().Count();
        _live += live.Count;
        _instances += instances;
        _series += series;
        _studies++;
        _frames += live.Where(item => item.Instance.Kind.IsImage).Sum(item => item.Instance.Frames);
        _phantoms += rule.HasAcquiredImage && study.Patient.IsPhantom ? 1 : 0;
        _withoutImage += rule.HasAcquiredImage ? 0 : 1;
        if (study.Patient.Id is { } id)
            _patients.Add((study.Patient.Issuer ?? "", id));
        foreach (var item in live)
            AddMissing(item);
        var month = study.Date?.ToString("yyyy-MM") ?? Unknown;
        var site = study.IsMapped ? study.Site.Key : Unmapped;
        var name = study.Institution ?? Unknown;
        _byDate.Add(study.Date?.ToString("yyyy-MM-dd") ?? Unknown, instances, series, rule.IsExam);
        _byMonth.Add(month, instances, series, rule.IsExam);
        _byName.Add(name, instances, series, rule.IsExam);
        _bySite.Add(site, instances, series, rule.IsExam);
        _modalities.Add(live, rule);
        _rejection.Add(live, rule);
        _studyCube.Add((month, rule.PrimaryModality, site, name));
        _exams.Add(live, rule);
        if (!rule.IsExam)
            return;
        _examCount++;
        _examCube.Add((month, rule.PrimaryModality, site, name));
        AddAccessions(study);
    }

    /// <summary>The truth so far; parts that other counters know are left empty.</summary>
    public DemoTruth Finish() =>
        new()
        {
            FilesPresent = 0,
            BytesPresent = 0,
            LiveObjects = _live,
            Instances = _instances,
            Series = _series,
            Studies = _studies,
            Patients = _patients.Count,
            Frames = _frames,
            Exams = _examCount,
            ExamsByAccession = _accessions.Count + _withoutAccession,
            ExamsWithContrast = _exams.WithContrast,
            PhantomStudies = _phantoms,
            StudiesWithoutExam = _withoutImage,
            Rejection = _rejection.Finish(),
            EventsByWave = [],
            RejectedObjects = [],
            RejectedEvents = [],
            ByModality = _modalities.Finish(),
            ByStudyDate = _byDate.Rows(),
            ByStudyMonth = _byMonth.Rows(),
            ByInstitutionName = _byName.Rows(),
            BySite = _bySite.Rows(),
            Volume = Cube(),
            Hourly = _exams.Hours(),
            Devices = _exams.Devices(),
            DeviceDays = _exams.DeviceDays(),
            ExamMix = TruthCounter.Sorted(_exams.Mix),
            ExamsBySex = TruthCounter.Sorted(_exams.Sex),
            ExamsByAge = TruthCounter.Sorted(_exams.Age),
            ExamsWithoutDoseReport = TruthCounter.Sorted(_exams.WithoutDoseReport),
            Storage = [],
            ArrivalLag = [],
            Missing = new(_missing.Rows().ToDictionary(row => row.Keyword, row => row.Missing), StringComparer.Ordinal),
            MissingByInstitution = _missingByName.Rows(),
            MissingByDevice = _missingByDevice.Rows(),
            Changes = [],
        };

    private void AddMissing(DemoObject item)
    {
        _missing.Add("", item);
        _missingByName.Add(item.Study.Institution ?? Unknown, item);
        if (item.Series.Device is { Serial: { } serial } device)
            _missingByDevice.Add($"{device.Manufacturer}|{serial}", item);
    }

    private void AddAccessions(DemoStudy study)
    {
        if (study.Accession is null && study.Requests.Count == 0)
            _withoutAccession++;
        if (study.Accession is { } accession)
            _accessions.Add(accession);
        foreach (var request in study.Requests)
            _accessions.Add(request);
    }

    private TruthVolume[] Cube() =>
        [
            .. _studyCube
                .Keys.OrderBy(key => key.Month, StringComparer.Ordinal)
                .ThenBy(key => key.Modality, StringComparer.Ordinal)
                .ThenBy(key => key.Site, StringComparer.Ordinal)
                .ThenBy(key => key.Name, StringComparer.Ordinal)
                .Select(key => new TruthVolume(
                    key.Month,
                    key.Modality,
                    key.Site,
                    key.Name,
                    _studyCube[key],
                    _examCube[key]
                )),
        ];
}
