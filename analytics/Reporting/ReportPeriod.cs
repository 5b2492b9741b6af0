using System.Collections.Immutable;
using System.Globalization;

namespace StudyLake.Analytics.Reporting;

/// <summary>The week, month or year that a report is about. Its days are study dates, local to each site.</summary>
/// <remarks>Weeks are those of ISO 8601: they begin on Monday, and the first has the year's first Thursday.</remarks>
public sealed record ReportPeriod
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    private ReportPeriod(PeriodKind kind, DateOnly start)
    {
        Kind = kind;
        Start = start;
    }

    /// <summary>How long it is.</summary>
    public PeriodKind Kind { get; }

    /// <summary>Its first day.</summary>
    public DateOnly Start { get; }

    /// <summary>The first day behind it.</summary>
    public DateOnly End =>
        Kind switch
        {
            PeriodKind.Week => Start.AddDays(7),
            PeriodKind.Month => Start.AddMonths(1),
            _ => Start.AddYears(1),
        };

    /// <summary>The period before it.</summary>
    public ReportPeriod Previous => Containing(Kind, Start.AddDays(-1));

    /// <summary>
    /// The same period of the year before: the week of the same number, or week 52 where that year has no week 53.
    /// Of a year the year before.
    /// </summary>
    public ReportPeriod YearBefore =>
        Kind switch
        {
            PeriodKind.Week => Week(WeekYear - 1, Math.Min(WeekNumber, ISOWeek.GetWeeksInYear(WeekYear - 1))),
            PeriodKind.Month => new(Kind, Start.AddYears(-1)),
            _ => Previous,
        };

    /// <summary>The periods that trends show, itself the last: thirteen weeks or months, five years.</summary>
    public ImmutableArray<ReportPeriod> Trend
    {
        get
        {
            var periods = new List<ReportPeriod> { this };
            while (periods.Count < (Kind == PeriodKind.Year ? 5 : 13))
                periods.Add(periods[^1].Previous);
            periods.Reverse();
            return [.. periods];
        }
    }

    /// <summary>Its name in file names and on the command line: <c>2026-W43</c>, <c>2026-10</c>, <c>2026</c>.</summary>
    public string Id =>
        Kind switch
        {
            PeriodKind.Week => string.Create(Culture, $"{WeekYear:0000}-W{WeekNumber:00}"),
            PeriodKind.Month => Start.ToString("yyyy-MM", Culture),
            _ => Start.ToString("yyyy", Culture),
        };

    /// <summary>Its name in words: Week 43 of 2026, October 2026, 2026.</summary>
    public string Label =>
        Kind switch
        {
            PeriodKind.Week => string.Create(Culture, $"Week {WeekNumber} of {WeekYear}"),
            PeriodKind.Month => Start.ToString("MMMM yyyy", Culture),
            _ => Id,
        };

    /// <summary>Its name in few letters: W43 2026, Oct 2026, 2026.</summary>
    public string ShortLabel =>
        Kind switch
        {
            PeriodKind.Week => string.Create(Culture, $"W{WeekNumber} {WeekYear}"),
            PeriodKind.Month => Start.ToString("MMM yyyy", Culture),
            _ => Id,
        };

    /// <summary>Its first and last day: 19 to 25 October 2026.</summary>
    public string Days
    {
        get
        {
            var last = End.AddDays(-1);
            var from = Start.ToString(
                Start.Year != last.Year ? "d MMMM yyyy"
                    : Start.Month != last.Month ? "d MMMM"
                    : "%d",
                Culture
            );
            return $"{from} to {last.ToString("d MMMM yyyy", Culture)}";
        }
    }

    /// <summary>The word for its length: week, month, year.</summary>
    public string Unit => Kind.ToString().ToLowerInvariant();

    private int WeekYear => ISOWeek.GetYear(Start);

    private int WeekNumber => ISOWeek.GetWeekOfYear(Start);

    /// <summary>The period that holds a day.</summary>
    public static ReportPeriod Containing(PeriodKind kind, DateOnly day) =>
        new(
            kind,
            kind switch
            {
                PeriodKind.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
                PeriodKind.Month => new DateOnly(day.Year, day.Month, 1),
                _ => new DateOnly(day.Year, 1, 1),
            }
        );

    /// <summary>The last period that had ended when a day began.</summary>
    public static ReportPeriod EndedBy(PeriodKind kind, DateOnly day) => Containing(kind, day).Previous;

    /// <summary>Reads <see cref="Id"/>; null for what is none, and for years outside 1000 to 9000.</summary>
    public static ReportPeriod? Parse(string text)
    {
        var isWeek = text.Length == 8 && text.AsSpan(4, 2) is "-W";
        if (isWeek && Number(text[..4]) is { } year && Number(text[6..]) is { } week)
            return IsYear(year) && week >= 1 && week <= ISOWeek.GetWeeksInYear(year) ? Week(year, week) : null;
        var kind = text.Length == 7 ? PeriodKind.Month : PeriodKind.Year;
        return
            DateOnly.TryParseExact(text, ["yyyy-MM", "yyyy"], Culture, DateTimeStyles.None, out var day)
            && IsYear(day.Year)
            ? Containing(kind, day)
            : null;

        static bool IsYear(int year) => year is >= 1000 and <= 9000;
        static int? Number(string digits) =>
            int.TryParse(digits, NumberStyles.None, Culture, out var number) ? number : null;
    }

    private static ReportPeriod Week(int year, int week) =>
        new(PeriodKind.Week, DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday)));
}
