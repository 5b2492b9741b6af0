namespace StudyLake.Cli.Demo;

/// <summary>The counting rule <c>study</c>, applied to the live objects of one study.</summary>
internal sealed class ExamRule
{
    /// <summary>Applies the rule.</summary>
    /// <param name="live">Live objects of one study; at least one.</param>
    public ExamRule(IReadOnlyList<DemoObject> live)
    {
        var acquired = live.Where(item => item.Instance.IsAcquired).ToList();
        HasAcquiredImage = acquired.Count > 0;
        IsExam = HasAcquiredImage && !live[0].Study.Patient.IsPhantom;
        HasContrast = acquired.Exists(item => item.Series.Contrast is not null);
        // Without an acquired image the series with the lowest number gives the modality.
        var first = HasAcquiredImage
            ? FirstOf(acquired)
            : live.OrderBy(item => item.Series.Number).ThenBy(item => item.Series.Uid, StringComparer.Ordinal).First();
        PrimaryModality = Primary(acquired) ?? first.Series.Modality;
        Device = HasAcquiredImage
            ? FirstOf([.. acquired.Where(item => item.Series.Modality == PrimaryModality)]).Series.Device
            : null;
    }

    /// <summary>True with at least one acquired image.</summary>
    public bool HasAcquiredImage { get; }

    /// <summary>True when the study counts as an exam.</summary>
    public bool IsExam { get; }

    /// <summary>True when an acquired image names a contrast agent.</summary>
    public bool HasContrast { get; }

    /// <summary>PT over CT or MR, NM over CT, else the first acquired series.</summary>
    public string PrimaryModality { get; }

    /// <summary>Device of the first acquired image of the primary modality; null without one.</summary>
    public DemoDevice? Device { get; }

    private static string? Primary(List<DemoObject> acquired)
    {
        bool Has(string modality) => acquired.Exists(item => item.Series.Modality == modality);
        return Has("PT") && (Has("CT") || Has("MR")) ? "PT"
            : Has("NM") && Has("CT") ? "NM"
            : null;
    }

    private static DemoObject FirstOf(IReadOnlyList<DemoObject> acquired) =>
        acquired
            .OrderBy(item => item.Instance.AcquiredAt ?? DateTime.MaxValue)
            .ThenBy(item => item.Series.Number)
            .ThenBy(item => item.Series.Uid, StringComparer.Ordinal)
            .First();
}
