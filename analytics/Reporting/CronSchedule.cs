using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace StudyLake.Analytics.Reporting;

/// <summary>
/// A cron expression of EventBridge Scheduler: <c>cron(minutes hours day-of-month month day-of-week year)</c>.
/// </summary>
/// <remarks>
/// Fields are <c>*</c>, <c>?</c>, numbers, names of months and weekdays, ranges with a hyphen and lists with commas;
/// Sunday is 1. <c>L</c>, <c>W</c>, <c>#</c> and steps are not read, and a schedule that has them is refused.
/// </remarks>
public sealed class CronSchedule
{
    private static readonly string[] Weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private static readonly string[] Months =
    [
        "JAN",
        "FEB",
        "MAR",
        "APR",
        "MAY",
        "JUN",
        "JUL",
        "AUG",
        "SEP",
        "OCT",
        "NOV",
        "DEC",
    ];

    private readonly HashSet<int>[] _fields;

    private CronSchedule(HashSet<int>[] fields) => _fields = fields;

    /// <summary>Reads an expression; false for one that is not understood.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out CronSchedule? schedule)
    {
        schedule = null;
        if (!text.StartsWith("cron(", StringComparison.Ordinal) || !text.EndsWith(')'))
            return false;
        var parts = text[5..^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 6)
            return false;
        HashSet<int>?[] fields =
        [
            Field(parts[0], 0, 59, [], 0),
            Field(parts[1], 0, 23, [], 0),
            Field(parts[2], 1, 31, [], 0),
            Field(parts[3], 1, 12, Months, 1),
            Field(parts[4], 1, 7, Weekdays, 1),
            Field(parts[5], 1970, 2199, [], 0),
        ];
        // One of the two days is always "?", as EventBridge wants it.
        if (fields.Any(field => field is null) || (parts[2] == "?") == (parts[4] == "?"))
            return false;
        schedule = new CronSchedule([.. fields.OfType<HashSet<int>>()]);
        return true;
    }

    /// <summary>The moments after one and up to another, in order, in UTC.</summary>
    /// <param name="after">UTC, itself not included.</param>
    /// <param name="upTo">UTC, included.</param>
    /// <param name="zone">The zone in which the expression is read.</param>
    /// <remarks>A time that a change of clocks skips comes that much later, and one that it repeats comes once.</remarks>
    public IEnumerable<DateTime> Between(DateTime after, DateTime upTo, TimeZoneInfo zone)
    {
        var first = DateOnly.FromDateTime(after).AddDays(-1);
        var last = DateOnly.FromDateTime(upTo).AddDays(1);
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (!IsOn(day))
                continue;
            foreach (var hour in _fields[1].Order())
            foreach (var minute in _fields[0].Order())
            {
                var at = Utc(day.ToDateTime(new TimeOnly(hour, minute)), zone);
                if (at > after && at <= upTo)
                    yield return at;
            }
        }
    }

    private bool IsOn(DateOnly day) =>
        _fields[2].Contains(day.Day)
        && _fields[3].Contains(day.Month)
        && _fields[4].Contains((int)day.DayOfWeek + 1)
        && _fields[5].Contains(day.Year);

    private static DateTime Utc(DateTime local, TimeZoneInfo zone) =>
        DateTime.SpecifyKind(
            zone.IsInvalidTime(local)
                ? local - zone.GetUtcOffset(local.AddHours(-3))
                : TimeZoneInfo.ConvertTimeToUtc(local, zone),
            DateTimeKind.Utc
        );

    private static HashSet<int>? Field(string text, int least, int most, string[] names, int firstName)
    {
        if (text is "*" or "?")
            return [.. Enumerable.Range(least, most - least + 1)];
        var values = new HashSet<int>();
        foreach (var item in text.Split(','))
        {
            var ends = item.Split('-');
            if (ends.Length > 2 || Value(ends[0]) is not { } from || Value(ends[^1]) is not { } to || from > to)
                return null;
            values.UnionWith(Enumerable.Range(from, to - from + 1));
        }
        return values;

        int? Value(string word)
        {
            var name = Array.IndexOf(names, word.ToUpperInvariant());
            if (name >= 0)
                return name + firstName;
            return
                int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= least
                && number <= most
                ? number
                : null;
        }
    }
}
