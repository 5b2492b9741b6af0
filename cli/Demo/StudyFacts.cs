namespace StudyLake.Cli.Demo;

/// <summary>What the counting rules say about the live objects of one study.</summary>
/// <remarks>
/// Within a study one SOP Instance UID is one instance; the object that came first stands for it. A rejection note that
/// is live itself withdraws the instances it names; what remains is counted.
/// </remarks>
internal sealed class StudyFacts
{
    /// <summary>Applies the rules.</summary>
    /// <param name="live">Live objects of one study; at least one.</param>
    public StudyFacts(IReadOnlyList<LiveObject> live)
    {
        Live = live;
        Study = live[0].Study;
        var instances = live.OrderBy(item => item.FirstAt).DistinctBy(item => item.Instance.Uid).ToList();
        var notes = instances.Where(item => item.Instance.Title?.Value is "113001" or "113037" or "113038").ToList();
        var targets = notes
            .SelectMany(note => note.Instance.References.Select(target => target.Target.Uid))
            .ToHashSet();
        Notes = notes.Count;
        Withdrawn = [.. instances.Where(item => targets.Contains(item.Instance.Uid))];
        Counted = [.. instances.Where(item => !targets.Contains(item.Instance.Uid))];
        Acquired = [.. Counted.Where(item => item.Instance.IsAcquired)];
        IsExam = Acquired.Count > 0 && !Study.Patient.IsPhantom;
        HasContrast = live.Any(item => item.Series.Contrast is not null);
        Leading = Acquired.Count > 0 ? FirstAcquired(Acquired) : FirstSeries(this);
        PrimaryModality = Leading.Series.Modality;
    }

    /// <summary>All live objects.</summary>
    public IReadOnlyList<LiveObject> Live { get; }

    /// <summary>The study, the same in all its live objects.</summary>
    public DemoStudy Study { get; }

    /// <summary>Live rejection notes.</summary>
    public int Notes { get; }

    /// <summary>Instances that a note took away.</summary>
    public IReadOnlyList<LiveObject> Withdrawn { get; }

    /// <summary>Instances that count.</summary>
    public IReadOnlyList<LiveObject> Counted { get; }

    /// <summary>Acquired images among them.</summary>
    public IReadOnlyList<LiveObject> Acquired { get; }

    /// <summary>True when the study counts as an exam under the rule <c>study</c>.</summary>
    public bool IsExam { get; }

    /// <summary>True when an object names a contrast agent.</summary>
    public bool HasContrast { get; }

    /// <summary>The object that gives the study its device and site: the first acquired image of the primary modality.</summary>
    public LiveObject Leading { get; }

    /// <summary>PT over CT or MR, NM over CT, else the first acquired series. Without one, the first image, else the first series.</summary>
    public string PrimaryModality { get; }

    /// <summary>Day of the study as yyyy-MM-dd, or <c>unknown</c>.</summary>
    public string Day => Study.Date?.ToString("yyyy-MM-dd") ?? DemoTruth.Unknown;

    /// <summary>Month of the study as yyyy-MM, or <c>unknown</c>.</summary>
    public string Month => Study.Date?.ToString("yyyy-MM") ?? DemoTruth.Unknown;

    /// <summary>InstitutionName as written, or <c>unknown</c>.</summary>
    public string Institution => Study.Institution ?? DemoTruth.Unknown;

    /// <summary>Name of the site, or <c>unmapped</c>.</summary>
    public string SiteName => Leading.Identity.SiteName;

    /// <summary>Issuer and PatientID; null without a PatientID.</summary>
    public string? Patient => Study.Patient.Id is { } id ? $"{Study.Patient.Issuer}|{id}" : null;

    /// <summary>Why the study is an exam, or is none.</summary>
    public string Class =>
        Study.Patient.IsPhantom ? "phantom"
        : Acquired.Count > 0 ? "exam"
        : Withdrawn.Any(item => item.Instance.IsAcquired) ? "withdrawn"
        : Counted.Any(item => item.Instance.Kind.IsImage) ? "derived_only"
        : Counted.Any(item => item.Instance.Kind.HasPixels) ? "secondary_capture_only"
        : "document_only";

    private static LiveObject FirstAcquired(IReadOnlyList<LiveObject> acquired)
    {
        bool Has(string modality) => acquired.Any(item => item.Series.Modality == modality);
        var over =
            Has("PT") && (Has("CT") || Has("MR")) ? "PT"
            : Has("NM") && Has("CT") ? "NM"
            : null;
        return acquired
            .Where(item => over is null || item.Series.Modality == over)
            .OrderBy(item => item.Instance.AcquiredAt ?? DateTime.MaxValue)
            .ThenBy(item => item.Series.Number)
            .ThenBy(item => item.Series.Uid, StringComparer.Ordinal)
            .First();
    }

    private static LiveObject FirstSeries(StudyFacts facts)
    {
        var images = facts.Counted.Where(item => item.Instance.Kind.IsImage).ToList();
        var rest = facts.Counted.Count > 0 ? facts.Counted : facts.Live;
        return (images.Count > 0 ? images : rest)
            .OrderBy(item => item.Series.StartedAt ?? DateTime.MaxValue)
            .ThenBy(item => item.Series.Uid, StringComparer.Ordinal)
            .First();
    }
}
