using System.Globalization;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Arithmetic with dates in DuckDB's words.</summary>
internal static class DateSql
{
    /// <summary>The start of the period a date lies in. DuckDB's weeks start on Monday, so others are shifted.</summary>
    public static string Truncate(string period, string date, DayOfWeek weekStart)
    {
        if (period != "WEEK" || weekStart == DayOfWeek.Monday)
            return $"datetrunc('{Unit(period)}', {date})";
        var shift = ((int)DayOfWeek.Monday - (int)weekStart + 7) % 7;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"(datetrunc('week', {date} + interval {shift} day) - interval {shift} day)"
        );
    }

    /// <summary>Boundaries of the period between two dates.</summary>
    public static string Difference(string period, string from, string to, DayOfWeek weekStart) =>
        period == "WEEK"
            ? $"(datediff('day', {Truncate(period, from, weekStart)}, {Truncate(period, to, weekStart)}) // 7)"
            : $"datediff('{Unit(period)}', {from}, {to})";

    public static string Add(string count, string period, string date) =>
        period switch
        {
            "YEAR" => $"({date} + to_years(cast({count} as integer)))",
            "QUARTER" => $"({date} + to_months(cast(3 * {count} as integer)))",
            "MONTH" => $"({date} + to_months(cast({count} as integer)))",
            "WEEK" => $"({date} + to_days(cast(7 * {count} as integer)))",
            "DAY" => $"({date} + to_days(cast({count} as integer)))",
            "HOUR" => $"({date} + to_hours({count}))",
            "MINUTE" => $"({date} + to_minutes({count}))",
            "SECOND" => $"({date} + to_seconds({count}))",
            _ => $"({date} + to_milliseconds({count}))",
        };

    public static string Part(string period, string date) =>
        period switch
        {
            "WEEKDAY" => $"(dayofweek({date}) + 1)",
            "WEEK" => $"weekofyear({date})",
            "SECOND" => $"second({date})",
            "MILLISECOND" => $"(millisecond({date}) % 1000)",
            _ => $"datepart('{Unit(period)}', {date})",
        };

    private static string Unit(string period) => period == "WEEKDAY" ? "day" : period.ToLowerInvariant();
}
