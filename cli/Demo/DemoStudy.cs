namespace StudyLake.Cli.Demo;

/// <summary>One study as its objects describe it at one time. A correction makes another one with the same UID.</summary>
public sealed record DemoStudy
{
    /// <summary>StudyInstanceUID.</summary>
    public required string Uid { get; init; }

    /// <summary>Whom it shows.</summary>
    public required DemoPatient Patient { get; init; }

    /// <summary>Whose clocks and hours apply. Never written to a file.</summary>
    public required DemoSite Site { get; init; }

    /// <summary>InstitutionName as written; null when left out.</summary>
    public string? Institution { get; init; }

    /// <summary>True when the registry maps <see cref="Institution"/> to <see cref="Site"/>.</summary>
    public bool IsMapped { get; init; } = true;

    /// <summary>StudyDate as written; null when left out; may be unreadable or in the old dotted form.</summary>
    public string? DateText { get; init; }

    /// <summary>What a correct reader makes of <see cref="DateText"/>; null when missing or invalid.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>StudyTime; null when left out. Written as HHMMSS.</summary>
    public TimeOnly? Time { get; init; }

    /// <summary>TimezoneOffsetFromUTC as written, such as <c>+0100</c>; null when left out.</summary>
    public string? Offset { get; init; }

    /// <summary>AccessionNumber; null when left out.</summary>
    public string? Accession { get; init; }

    /// <summary>StudyDescription; null when left out; may be hostile.</summary>
    public string? Description { get; init; }

    /// <summary>Procedure code; null when left out.</summary>
    public DemoCode? Procedure { get; init; }

    /// <summary>Accession numbers of RequestAttributesSequence; empty leaves the sequence out.</summary>
    public IReadOnlyList<string> Requests { get; init; } = [];

    /// <summary>Character set of all its objects.</summary>
    public TextForm Text { get; init; }

    /// <summary>Transfer syntax of all its objects.</summary>
    public WireForm Form { get; init; }

    /// <summary>Sequences are written with undefined length.</summary>
    public bool HasUndefinedLengths { get; init; }

    /// <summary>Performed-step start and end, local; null when the maker leaves them out.</summary>
    public (DateTime Start, DateTime End)? Step { get; init; }
}
