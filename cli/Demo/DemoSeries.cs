namespace StudyLake.Cli.Demo;

/// <summary>One series.</summary>
public sealed record DemoSeries
{
    /// <summary>SeriesInstanceUID.</summary>
    public required string Uid { get; init; }

    /// <summary>SeriesNumber.</summary>
    public required int Number { get; init; }

    /// <summary>Modality (0008,0060).</summary>
    public required string Modality { get; init; }

    /// <summary>SeriesDate and SeriesTime on the device's clock; null when left out.</summary>
    public DateTime? StartedAt { get; init; }

    /// <summary>SeriesDescription.</summary>
    public string? Description { get; init; }

    /// <summary>ProtocolName.</summary>
    public string? Protocol { get; init; }

    /// <summary>BodyPartExamined; null when left out.</summary>
    public string? BodyPart { get; init; }

    /// <summary>ContrastBolusAgent; null without.</summary>
    public string? Contrast { get; init; }

    /// <summary>The scanner, or null for objects made elsewhere (workstation, report system).</summary>
    public DemoDevice? Device { get; init; }

    /// <summary>SoftwareVersions on that day.</summary>
    public string? Software { get; init; }
}
