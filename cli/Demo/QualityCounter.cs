using static StudyLake.Cli.Demo.DemoTruth;

namespace StudyLake.Cli.Demo;

/// <summary>Counts objects whose headers lack or spoil something, by device, institution and site.</summary>
internal sealed class QualityCounter
{
    // By the names that the mart uses for them.
    private static readonly (string Attribute, Func<DemoObject, bool> Has)[] Attributes =
    [
        ("accession_pseudonym", item => item.Study.Accession is not null),
        ("acquired_local_at", item => item.Instance.AcquiredAt is not null),
        ("body_part_examined", item => item.Series.BodyPart is not null),
        ("device_serial_number", item => item.Series.Device?.Serial is not null),
        ("image_type", item => item.Instance.ImageType is not null),
        ("institution_name", item => item.Study.Institution is not null),
        ("manufacturer", _ => true),
        ("manufacturer_model_name", item => item.Series.Device is not null),
        ("modality", _ => true),
        ("patient_age_years", item => DemoAge.Years(item.Study) is not null),
        ("patient_pseudonym", item => item.Study.Patient.Id is not null),
        ("patient_sex", item => item.Study.Patient.Sex is not null),
        ("procedure_codes", item => item.Study.Procedure is not null),
        ("sop_class_uid", _ => true),
        ("station_name", item => item.Series.Device is not null),
        ("study_date", item => item.Study.Date is not null),
        ("study_time", item => item.Study.Time is not null),
        ("timezone_offset_from_utc", item => item.Study.Offset is not null),
    ];

    private readonly SortedDictionary<string, (long[] Missing, long[] Objects)> _groups = new(StringComparer.Ordinal);
    private readonly Tally<string> _issues = new();
    private readonly Tally<string> _unmappedInstitutions = new();
    private readonly Tally<string> _unmappedDevices = new();
    private readonly Tally<string> _phantoms = new();
    private readonly Tally<string> _conflicts = new();
    private readonly Tally<string> _fragments = new();

    /// <summary>Issues by code and keyword.</summary>
    public SortedDictionary<string, long> Issues => _issues.Sorted();

    /// <summary>Objects of no site, by institution.</summary>
    public SortedDictionary<string, long> UnmappedInstitutions => _unmappedInstitutions.Sorted();

    /// <summary>Acquired images, copies and withdrawn ones too, of devices that the registry does not list.</summary>
    public SortedDictionary<string, long> UnmappedDevices => _unmappedDevices.Sorted();

    /// <summary>Phantom studies by device.</summary>
    public SortedDictionary<string, long> Phantoms => _phantoms.Sorted();

    /// <summary>Objects whose SOP Instance UID stands in another series too, by device.</summary>
    public SortedDictionary<string, long> UidConflicts => _conflicts.Sorted();

    /// <summary>Studies of slices in a series each, by device.</summary>
    public SortedDictionary<string, long> SeriesPerSlice => _fragments.Sorted();

    /// <summary>Adds one study.</summary>
    public void Add(StudyFacts facts)
    {
        foreach (var item in facts.Live)
        {
            AddMissing(item);
            AddIssues(item.Study);
            if (item.Identity.Site is null)
                _unmappedInstitutions.Add(item.Study.Institution ?? Unknown);
            if (item.Instance.IsAcquired && !item.Identity.IsListed)
                _unmappedDevices.Add(item.Identity.Device);
        }
        if (facts.Study.Patient.IsPhantom)
            _phantoms.Add(facts.Leading.Identity.Device);
        if (IsFragmented(facts))
            _fragments.Add(facts.Leading.Identity.Device);
        foreach (var copies in facts.Live.GroupBy(item => item.Instance.Uid))
            if (copies.DistinctBy(item => item.Series.Uid).Count() > 1)
                foreach (var copy in copies)
                    _conflicts.Add(copy.Identity.Device);
    }

    /// <summary>A row for each group and attribute, zeros included.</summary>
    public IReadOnlyList<TruthMissing> Missing() =>
        [
            .. _groups.SelectMany(group =>
                Attributes.Select(
                    (attribute, i) =>
                        new TruthMissing(
                            $"{attribute.Attribute} | {group.Key}",
                            group.Value.Missing[i],
                            group.Value.Objects[0]
                        )
                )
            ),
        ];

    private static bool IsFragmented(StudyFacts facts)
    {
        if (facts.PrimaryModality is not ("CT" or "MR" or "PT"))
            return false;
        var series = facts
            .Counted.Where(item => item.Series.Modality == facts.PrimaryModality)
            .GroupBy(item => item.Series.Uid)
            .Where(items => items.Any(item => item.Instance.IsAcquired))
            .ToList();
        return series.Count >= 4 && series.TrueForAll(items => items.Sum(item => item.Instance.ImageFrames) == 1);
    }

    private void AddMissing(LiveObject item)
    {
        var key = $"{item.Identity.Device} | {item.Study.Institution ?? Unknown} | {item.Identity.SiteName}";
        if (!_groups.TryGetValue(key, out var group))
            _groups[key] = group = (new long[Attributes.Length], new long[1]);
        group.Objects[0]++;
        for (var i = 0; i < Attributes.Length; i++)
            if (!Attributes[i].Has(item.Object))
                group.Missing[i]++;
    }

    private void AddIssues(DemoStudy study)
    {
        if (study is { DateText: not null, Date: null })
            _issues.Add("value_invalid | StudyDate");
        if (study.Patient.BirthDate is not { } text)
            return;
        if (!DemoAge.TryDate(text, out var birth))
            _issues.Add("value_invalid | PatientBirthDate");
        else if (birth > study.Date)
            _issues.Add("age_implausible | PatientBirthDate");
    }
}
