namespace StudyLake.Cli.Demo;

/// <summary>One site of the hospital group, as the registry knows it.</summary>
public sealed record DemoSite
{
    /// <summary>Short key, used in registry files and folder names.</summary>
    public required string Key { get; init; }

    /// <summary>The name reports show.</summary>
    public required string DisplayName { get; init; }

    /// <summary>IANA time zone of its clocks.</summary>
    public required string Zone { get; init; }

    /// <summary>Issuer of its patient ids; null when the site sends none.</summary>
    public required string? Issuer { get; init; }

    /// <summary>Spellings of InstitutionName that the registry maps to this site. The first is the usual one.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>A spelling its scanners also send and the registry does not know, on purpose.</summary>
    public required string UnmappedName { get; init; }

    /// <summary>First operating hour of the day, 0 to 23.</summary>
    public required int OpensAt { get; init; }

    /// <summary>Hour at which operating hours end, exclusive.</summary>
    public required int ClosesAt { get; init; }

    /// <summary>Public holidays as month, day and name, the same every year.</summary>
    public required IReadOnlyList<(int Month, int Day, string Name)> Holidays { get; init; }

    /// <summary>True on a public holiday.</summary>
    public bool IsHoliday(DateOnly day) =>
        Holidays.Any(holiday => holiday.Month == day.Month && holiday.Day == day.Day);

    /// <summary>A wall-clock time of this site as UTC. In the doubled autumn hour the later, standard-time reading.</summary>
    public DateTime ToUtc(DateTime local)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Zone);
        var unspecified = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        // A clock that was not set forward shows times in the spring gap: read them with the offset before the gap.
        return zone.IsInvalidTime(unspecified)
            ? DateTime.SpecifyKind(unspecified - zone.BaseUtcOffset, DateTimeKind.Utc)
            : TimeZoneInfo.ConvertTimeToUtc(unspecified, zone);
    }
}
