namespace StudyLake.Cli.Demo;

/// <summary>A person who does not exist.</summary>
public sealed record DemoPatient
{
    /// <summary>PatientName (0010,0010).</summary>
    public required string Name { get; init; }

    /// <summary>PatientID (0010,0020); null when left out.</summary>
    public required string? Id { get; init; }

    /// <summary>IssuerOfPatientID (0010,0021); null when left out.</summary>
    public required string? Issuer { get; init; }

    /// <summary>PatientSex (0010,0040): M, F, O or null.</summary>
    public string? Sex { get; init; }

    /// <summary>PatientBirthDate (0010,0030) as written; may be unreadable on purpose; null when left out.</summary>
    public string? BirthDate { get; init; }

    /// <summary>PatientAge (0010,1010) as written; null when left out.</summary>
    public string? Age { get; init; }

    /// <summary>QualityControlSubject (0010,0200) is YES.</summary>
    public bool IsPhantom { get; init; }
}
