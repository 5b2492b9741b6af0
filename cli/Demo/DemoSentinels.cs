namespace StudyLake.Cli.Demo;

/// <summary>
/// Strings that a privacy test searches for and must find nowhere outside the DICOM folder: 12 characters and more, and
/// in no other file of the repository's data.
/// </summary>
public static class DemoSentinels
{
    /// <summary>Begins every patient's name.</summary>
    public const string NamePrefix = "Inventedperson";

    /// <summary>Begins every PatientID.</summary>
    public const string PatientIdPrefix = "DEMOPATIENT-";

    /// <summary>Begins every AccessionNumber; four characters follow.</summary>
    public const string AccessionPrefix = "DEMOACCNUMB-";

    /// <summary>Begins the folder of every study.</summary>
    public const string PathPrefix = "demostudypath";

    /// <summary>The sentinel patient's name.</summary>
    public const string PatientName = "Sentinelperson^Quartzvogel";

    /// <summary>The sentinel patient's birth date; unreadable on purpose, because a readable one has 8 characters.</summary>
    public const string BirthDate = "19410317-SENTINEL";

    /// <summary>The sentinel patient's id.</summary>
    public const string PatientId = "SENTINELID-7Q4X9Z";

    /// <summary>The sentinel study's accession number.</summary>
    public const string Accession = "SENTINELACC-83KW";

    /// <summary>Part of the sentinel study's path.</summary>
    public const string PathPart = "sentinelpath-55vt";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [NamePrefix, PatientIdPrefix, AccessionPrefix, PathPrefix, PatientName, BirthDate, PatientId, Accession, PathPart];
}
