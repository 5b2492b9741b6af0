namespace StudyLake.Cli.Demo;

/// <summary>One object of a series.</summary>
public sealed record DemoInstance
{
    /// <summary>SOPInstanceUID.</summary>
    public required string Uid { get; init; }

    /// <summary>SOP Class and what follows from it.</summary>
    public required ObjectKind Kind { get; init; }

    /// <summary>InstanceNumber.</summary>
    public required int Number { get; init; }

    /// <summary>ImageType as written; null when left out.</summary>
    public string? ImageType { get; init; }

    /// <summary>AcquisitionDate and AcquisitionTime on the device's clock, or AcquisitionDateTime for enhanced objects; null when left out.</summary>
    public DateTime? AcquiredAt { get; init; }

    /// <summary>NumberOfFrames; 1 leaves the element out.</summary>
    public int Frames { get; init; } = 1;

    /// <summary>What it adds to a count of frames: its frames if it has pixels, else 0.</summary>
    public int ImageFrames => Kind.HasPixels ? Frames : 0;

    /// <summary>PresentationIntentType; null when left out.</summary>
    public string? Intent { get; init; }

    /// <summary>Rows and columns of the short pixel data; 0 for objects without pixels.</summary>
    public int Side { get; init; } = 8;

    /// <summary>The file ends in the middle of its pixel data.</summary>
    public bool IsCut { get; init; }

    /// <summary>CTDIvol in mGy, written to the image header; null when left out.</summary>
    public double? CtdiVol { get; init; }

    /// <summary>Dose of each irradiation event of a dose report: DLP in mGy·cm, for XA dose area product in Gy·cm².</summary>
    public IReadOnlyList<double> DoseEvents { get; init; } = [];

    /// <summary>Document title, for key object selections.</summary>
    public DemoCode? Title { get; init; }

    /// <summary>Series UID and objects a key object selection points at.</summary>
    public IReadOnlyList<(string SeriesUid, DemoInstance Target)> References { get; init; } = [];

    /// <summary>True for an image made by a scanner: not derived, or derived only for presentation.</summary>
    public bool IsAcquired =>
        Kind.IsImage
        && (
            ImageType is null
            || !ImageType.StartsWith("DERIVED", StringComparison.Ordinal)
            || Intent == "FOR PRESENTATION"
        );
}
