namespace StudyLake.Dashboards.Expressions;

/// <summary>The periods of dates, as functions (<c>'MM'</c>) and visuals (<c>MONTH</c>) name them.</summary>
internal static class Period
{
    /// <summary>The name that visuals use for either spelling: YEAR, QUARTER, MONTH, WEEK, DAY, HOUR, ...; null for none.</summary>
    public static string? Name(string text) =>
        text.ToUpperInvariant() switch
        {
            "YYYY" or "YEAR" => "YEAR",
            "Q" or "QUARTER" => "QUARTER",
            "MM" or "MONTH" => "MONTH",
            "WK" or "WEEK" => "WEEK",
            "DD" or "DAY" => "DAY",
            "WD" => "WEEKDAY",
            "HH" or "HOUR" => "HOUR",
            "MI" or "MINUTE" => "MINUTE",
            "SS" or "SECOND" => "SECOND",
            "MS" or "MILLISECOND" => "MILLISECOND",
            _ => null,
        };

    /// <summary>The start of the period that a date lies in.</summary>
    public static DateTime Start(DateTime date, string period, DayOfWeek weekStart) =>
        period switch
        {
            "YEAR" => new DateTime(date.Year, 1, 1),
            "QUARTER" => new DateTime(date.Year, ((date.Month - 1) / 3 * 3) + 1, 1),
            "MONTH" => new DateTime(date.Year, date.Month, 1),
            "WEEK" => date.Date.AddDays(-(((int)date.DayOfWeek - (int)weekStart + 7) % 7)),
            "DAY" => date.Date,
            "HOUR" => date.Date.AddHours(date.Hour),
            "MINUTE" => date.Date.AddHours(date.Hour).AddMinutes(date.Minute),
            "SECOND" => new DateTime(date.Ticks - (date.Ticks % TimeSpan.TicksPerSecond)),
            _ => date,
        };

    /// <summary>A date some periods later, or earlier where the count is below 0.</summary>
    public static DateTime Add(DateTime date, string period, long count) =>
        period switch
        {
            "YEAR" => date.AddYears((int)count),
            "QUARTER" => date.AddMonths((int)count * 3),
            "MONTH" => date.AddMonths((int)count),
            "WEEK" => date.AddDays(count * 7),
            "DAY" => date.AddDays(count),
            "HOUR" => date.AddHours(count),
            "MINUTE" => date.AddMinutes(count),
            "SECOND" => date.AddSeconds(count),
            _ => date.AddMilliseconds(count),
        };
}
