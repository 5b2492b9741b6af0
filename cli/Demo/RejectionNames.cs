namespace StudyLake.Cli.Demo;

/// <summary>The reasons for which demo files are rejected, by the names the truth uses.</summary>
public static class RejectionNames
{
    /// <summary>Zero bytes.</summary>
    public const string Empty = "empty_object";

    /// <summary>Text, markup or another image format.</summary>
    public const string NotDicom = "not_dicom";

    /// <summary>A DICOMDIR: an index, not an object.</summary>
    public const string Dicomdir = "dicomdir";

    /// <summary>The bytes end before the study, series and instance UIDs.</summary>
    public const string Truncated = "truncated";

    /// <summary>Complete, but without a SOP Instance UID.</summary>
    public const string MissingIdentity = "missing_identity";
}
