using System.Globalization;

namespace StudyLake.Dashboards.Expressions;

/// <summary>Dates as definitions and readers write them.</summary>
internal static class Dates
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd",
        "yyyy/MM/dd",
        "yyyy-MM-dd'T'HH:mm",
        "yyyy-MM-dd'T'HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd HH:mm",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd HH:mm:ss.FFFFFFF",
    ];

    /// <summary>A date in ISO 8601, with a blank or a T before the time; one with an offset becomes UTC. Null for others.</summary>
    public static DateTime? Read(string text)
    {
        var trimmed = text.Trim();
        if (DateTime.TryParseExact(trimmed, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        foreach (var format in Formats.Skip(2))
        {
            if (
                DateTimeOffset.TryParseExact(
                    trimmed,
                    format + "K",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal,
                    out var zoned
                )
            )
                return DateTime.SpecifyKind(zoned.UtcDateTime, DateTimeKind.Unspecified);
        }
        return null;
    }

    /// <summary>A date as SQL reads it.</summary>
    public static string Write(DateTime date) =>
        date.ToString(
            date.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.ffffff",
            CultureInfo.InvariantCulture
        );
}
