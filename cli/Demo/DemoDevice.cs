namespace StudyLake.Cli.Demo;

/// <summary>One scanner of the group: its identity, its habits and its share of the work.</summary>
public sealed record DemoDevice
{
    /// <summary>Short key used in the registry.</summary>
    public required string Key { get; init; }

    /// <summary>Where it stands.</summary>
    public required DemoSite Site { get; init; }

    /// <summary>Modality of its exams: CT, MR, CR, DX, US, MG, NM, PT or XA.</summary>
    public required string Modality { get; init; }

    /// <summary>Manufacturer (0008,0070) as it writes it.</summary>
    public required string Manufacturer { get; init; }

    /// <summary>ManufacturerModelName (0008,1090); invented.</summary>
    public required string Model { get; init; }

    /// <summary>DeviceSerialNumber (0018,1000); null when the maker leaves it out.</summary>
    public required string? Serial { get; init; }

    /// <summary>StationName (0008,1010). A replacement scanner may reuse it.</summary>
    public required string Station { get; init; }

    /// <summary>InstitutionName (0008,0080) as this scanner was configured.</summary>
    public required string Institution { get; init; }

    /// <summary>SoftwareVersions before the upgrade.</summary>
    public required string Software { get; init; }

    /// <summary>SoftwareVersions from <see cref="UpgradeAfterDays"/> on.</summary>
    public required string UpgradedSoftware { get; init; }

    /// <summary>Days from the start of the year to the upgrade.</summary>
    public int UpgradeAfterDays { get; init; } = 180;

    /// <summary>How its series times relate to acquisitions.</summary>
    public required ClockHabit Habit { get; init; }

    /// <summary>Share of all exams, relative to the other devices.</summary>
    public required int Weight { get; init; }

    /// <summary>Field strength in tesla; null except for MR.</summary>
    public double? Tesla { get; init; }

    /// <summary>True for scanners that also work at night.</summary>
    public bool WorksAtNight { get; init; }

    /// <summary>True when nobody sets its clock to summer time: it is then one hour behind.</summary>
    public bool IgnoresSummerTime { get; init; }

    /// <summary>True when it writes TimezoneOffsetFromUTC.</summary>
    public bool WritesOffset { get; init; }

    /// <summary>True when the registry does not list it, on purpose.</summary>
    public bool IsUnlisted { get; init; }

    /// <summary>First day in service as days from the start of the year; negative when older.</summary>
    public int FromDay { get; init; } = -1000;

    /// <summary>Last day in service as days from the start of the year; null while in service.</summary>
    public int? ToDay { get; init; }

    /// <summary>True on a day it was in service.</summary>
    /// <param name="day">Days from the start of the year.</param>
    public bool IsInService(int day) => day >= FromDay && (ToDay is not { } last || day <= last);
}
