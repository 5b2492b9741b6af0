namespace StudyLake.Cli.Demo;

/// <summary>Plans the series and instances of one exam, with the structure its modality usually has.</summary>
internal sealed class SeriesPlanner
{
    private readonly List<DemoContent> _contents = [];
    private readonly int _seed;
    private readonly int _study;
    private readonly DemoDevice _device;
    private readonly DemoClock _clock;
    private readonly ExamType _exam;
    private readonly string _software;
    private readonly string? _contrast;
    private TimeSpan _elapsed = TimeSpan.FromMinutes(2);
    private int _seriesCount;

    /// <summary>A planner for one exam.</summary>
    public SeriesPlanner(
        int seed,
        int study,
        DemoDevice device,
        DemoClock clock,
        ExamType exam,
        string software,
        bool contrast
    )
    {
        (_seed, _study, _device, _clock, _exam, _software) = (seed, study, device, clock, exam, software);
        _contrast = contrast ? "DEMOPAQUE 300" : null;
    }

    /// <summary>What was planned so far, in order of acquisition.</summary>
    public List<DemoContent> Contents => _contents;

    /// <summary>Time from the start of the exam to now.</summary>
    public TimeSpan Elapsed => _elapsed;

    /// <summary>Plans the usual series of the device's modality.</summary>
    public void Usual(Random random)
    {
        switch (_device.Modality)
        {
            case "CT":
                Ct(random);
                break;
            case "MR":
                Add("Localizer", ObjectKind.Mr, 3, "ORIGINAL\\PRIMARY\\LOCALIZER", 4);
                Add("T1 TSE", ObjectKind.Mr, random.Next(7, 11), "ORIGINAL\\PRIMARY\\M\\ND", 20);
                Add("T2 FLAIR", ObjectKind.Mr, random.Next(7, 11), "ORIGINAL\\PRIMARY\\M\\ND", 25);
                Add("ADC", ObjectKind.Mr, 2, "DERIVED\\PRIMARY\\ADC", 1);
                break;
            case "DX":
                var isRaw = random.Next(3) == 0;
                if (isRaw)
                    Add("Raw", ObjectKind.DxProcessing, 2, "ORIGINAL\\PRIMARY", 40, intent: "FOR PROCESSING");
                var type = isRaw ? "DERIVED\\PRIMARY" : "ORIGINAL\\PRIMARY";
                Add("View", ObjectKind.Dx, 2, type, 40, intent: "FOR PRESENTATION");
                break;
            case "CR":
                Add("View", ObjectKind.Cr, random.Next(1, 3), random.Next(4) == 0 ? null : "ORIGINAL\\PRIMARY", 60);
                break;
            case "US":
                Add("US", ObjectKind.Us, random.Next(7, 13), "ORIGINAL\\PRIMARY", 35);
                Add("Clip", ObjectKind.UsMultiframe, 1, "ORIGINAL\\PRIMARY", 35, frames: 12);
                break;
            case "MG":
                Mammography(random);
                break;
            case "NM":
                Add("Planar", ObjectKind.Nm, 2, "ORIGINAL\\PRIMARY\\WHOLE BODY\\EMISSION", 300, frames: 2);
                break;
            case "PT":
                Add("CT AC", ObjectKind.Ct, random.Next(10, 16), "ORIGINAL\\PRIMARY\\AXIAL", 1, modality: "CT");
                Add("PET WB", ObjectKind.Pt, random.Next(10, 16), "ORIGINAL\\PRIMARY", 60);
                DoseReport([random.Next(100, 500)]);
                break;
            default:
                Add("Run", ObjectKind.Xa, random.Next(2, 5), "ORIGINAL\\PRIMARY\\SINGLE PLANE", 90, frames: 8);
                if (random.Next(2) == 0)
                    SecondaryCapture("XA");
                if (random.Next(4) > 0)
                    DoseReport([random.Next(5, 120)]);
                break;
        }
    }

    /// <summary>Adds one series of equal objects and lets the time of its acquisition pass.</summary>
    public DemoSeries Add(
        string name,
        ObjectKind kind,
        int count,
        string? imageType,
        int secondsEach,
        int frames = 1,
        string? intent = null,
        string? modality = null,
        double? ctdi = null
    )
    {
        var number = ++_seriesCount;
        var isAcquired = imageType is null || !imageType.StartsWith("DERIVED", StringComparison.Ordinal);
        var first = _elapsed;
        var last = first + TimeSpan.FromSeconds(secondsEach * (count - 1));
        var stamp = _device.Habit switch
        {
            ClockHabit.SeriesFirst => first - TimeSpan.FromSeconds(8),
            ClockHabit.SeriesLast => last + TimeSpan.FromSeconds(12),
            _ => first,
        };
        var series = new DemoSeries
        {
            Uid = DemoUid.Of(_seed, _study, number, 0),
            Number = number,
            Modality = modality ?? _device.Modality,
            StartedAt = _clock.After(stamp),
            Description = name,
            Protocol = $"{_exam.BodyPart ?? _device.Modality} DEMO",
            BodyPart = _exam.BodyPart,
            Contrast = isAcquired && !name.Contains("ocalizer", StringComparison.Ordinal) ? _contrast : null,
            Device = _device,
            Software = _software,
        };
        var fraction = _device.Habit == ClockHabit.SeriesFirst ? TimeSpan.FromMilliseconds(250) : TimeSpan.Zero;
        for (var i = 1; i <= count; i++)
        {
            var at = first + TimeSpan.FromSeconds(secondsEach * (i - 1)) + fraction;
            _contents.Add(
                new(
                    series,
                    new()
                    {
                        Uid = DemoUid.Of(_seed, _study, number, i),
                        Kind = kind,
                        Number = i,
                        ImageType = imageType,
                        // Reconstructions carry no acquisition time of their own.
                        AcquiredAt = isAcquired || intent is not null ? _clock.After(at) : null,
                        Frames = frames,
                        Intent = intent,
                        Side = frames > 1 ? 6 : 8 + (4 * (_study % 3)),
                        CtdiVol = ctdi,
                    }
                )
            );
        }
        _elapsed = last + TimeSpan.FromSeconds(secondsEach + 30);
        return series;
    }

    /// <summary>Adds a screen capture, which is never an acquired image.</summary>
    public void SecondaryCapture(string modality) =>
        Add("Screen Save", ObjectKind.SecondaryCapture, 1, "DERIVED\\SECONDARY", 5, modality: modality);

    /// <summary>Adds a radiation dose report with one event a number: DLP in mGy·cm, or dose area product in Gy·cm² for XA.</summary>
    public void DoseReport(IReadOnlyList<double> products) =>
        Document("Dose Report", ObjectKind.DoseReport, instance => instance with { DoseEvents = products });

    /// <summary>Adds a series with one object without pixels.</summary>
    public DemoContent Document(string name, ObjectKind kind, Func<DemoInstance, DemoInstance> change)
    {
        var series = Add(name, kind, 1, null, 5, modality: kind.Modality);
        var instance = change(_contents[^1].Instance with { Side = 0, AcquiredAt = null });
        // Only scanners write dose reports; all other documents come from workstations.
        var maker = kind == ObjectKind.DoseReport ? series : series with { Device = null, Software = null };
        return _contents[^1] = new(maker with { Contrast = null, BodyPart = null }, instance);
    }

    private void Ct(Random random)
    {
        Add("Topogram", ObjectKind.Ct, 1, "ORIGINAL\\PRIMARY\\LOCALIZER", 5);
        Add("Axial 5.0", ObjectKind.Ct, random.Next(8, 16), "ORIGINAL\\PRIMARY\\AXIAL", 1, ctdi: random.Next(5, 60));
        if (random.Next(2) == 0)
            Add("Coronal MPR", ObjectKind.Ct, random.Next(2, 5), "DERIVED\\SECONDARY\\MPR", 1);
        if (random.Next(4) == 0)
            SecondaryCapture("CT");
        if (random.Next(5) > 0)
            DoseReport([random.Next(100, 900), random.Next(100, 900)]);
    }

    private void Mammography(Random random)
    {
        var views = random.Next(2) == 0 ? 4 : 2;
        // One maker sends the raw image of each exposure too; the other only the image for presentation.
        if (_device.Site == DemoSites.North)
            Add("Raw", ObjectKind.MgProcessing, views, "ORIGINAL\\PRIMARY", 50, intent: "FOR PROCESSING");
        Add("View", ObjectKind.Mg, views, "DERIVED\\PRIMARY", 50, intent: "FOR PRESENTATION");
    }
}
