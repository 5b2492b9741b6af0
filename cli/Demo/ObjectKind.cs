namespace StudyLake.Cli.Demo;

/// <summary>What a written object is: its SOP Class, its usual modality, and whether it counts as an image.</summary>
/// <param name="SopClassUid">SOP Class UID, PS3.4 B.5.</param>
/// <param name="Modality">The modality of the series that usually holds it.</param>
/// <param name="IsImage">True for images that a scanner makes; false for secondary capture, documents, notes and plans.</param>
public sealed record ObjectKind(string SopClassUid, string Modality, bool IsImage)
{
    private const string Storage = "1.2.840.10008.5.1.4.1.1.";

    /// <summary>True for everything with frames: images and secondary capture.</summary>
    public bool HasPixels => IsImage || this == SecondaryCapture;

    /// <summary>Computed Radiography Image Storage.</summary>
    public static ObjectKind Cr { get; } = new(Storage + "1", "CR", true);

    /// <summary>Digital X-Ray Image Storage - For Presentation.</summary>
    public static ObjectKind Dx { get; } = new(Storage + "1.1", "DX", true);

    /// <summary>Digital X-Ray Image Storage - For Processing.</summary>
    public static ObjectKind DxProcessing { get; } = new(Storage + "1.1.1", "DX", true);

    /// <summary>Digital Mammography X-Ray Image Storage - For Presentation.</summary>
    public static ObjectKind Mg { get; } = new(Storage + "1.2", "MG", true);

    /// <summary>Digital Mammography X-Ray Image Storage - For Processing.</summary>
    public static ObjectKind MgProcessing { get; } = new(Storage + "1.2.1", "MG", true);

    /// <summary>CT Image Storage.</summary>
    public static ObjectKind Ct { get; } = new(Storage + "2", "CT", true);

    /// <summary>Enhanced CT Image Storage: many frames in one object.</summary>
    public static ObjectKind EnhancedCt { get; } = new(Storage + "2.1", "CT", true);

    /// <summary>Ultrasound Multi-frame Image Storage.</summary>
    public static ObjectKind UsMultiframe { get; } = new(Storage + "3.1", "US", true);

    /// <summary>MR Image Storage.</summary>
    public static ObjectKind Mr { get; } = new(Storage + "4", "MR", true);

    /// <summary>Enhanced MR Image Storage: many frames in one object.</summary>
    public static ObjectKind EnhancedMr { get; } = new(Storage + "4.1", "MR", true);

    /// <summary>Ultrasound Image Storage.</summary>
    public static ObjectKind Us { get; } = new(Storage + "6.1", "US", true);

    /// <summary>Secondary Capture Image Storage; never an acquired image.</summary>
    public static ObjectKind SecondaryCapture { get; } = new(Storage + "7", "OT", false);

    /// <summary>X-Ray Angiographic Image Storage.</summary>
    public static ObjectKind Xa { get; } = new(Storage + "12.1", "XA", true);

    /// <summary>Nuclear Medicine Image Storage.</summary>
    public static ObjectKind Nm { get; } = new(Storage + "20", "NM", true);

    /// <summary>Positron Emission Tomography Image Storage.</summary>
    public static ObjectKind Pt { get; } = new(Storage + "128", "PT", true);

    /// <summary>Grayscale Softcopy Presentation State Storage.</summary>
    public static ObjectKind PresentationState { get; } = new(Storage + "11.1", "PR", false);

    /// <summary>Key Object Selection Document Storage: rejection notes and images of interest.</summary>
    public static ObjectKind KeyObjects { get; } = new(Storage + "88.59", "KO", false);

    /// <summary>Basic Text SR Storage.</summary>
    public static ObjectKind TextReport { get; } = new(Storage + "88.11", "SR", false);

    /// <summary>X-Ray Radiation Dose SR Storage.</summary>
    public static ObjectKind DoseReport { get; } = new(Storage + "88.67", "SR", false);

    /// <summary>Encapsulated PDF Storage.</summary>
    public static ObjectKind Pdf { get; } = new(Storage + "104.1", "DOC", false);

    /// <summary>RT Structure Set Storage.</summary>
    public static ObjectKind Structures { get; } = new(Storage + "481.3", "RTSTRUCT", false);
}
