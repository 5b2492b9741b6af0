using System.Globalization;
using StudyLake.Analytics.Reporting;

namespace StudyLake.Tests.Analytics.Reports;

/// <summary>When reports fall due. 2 November 2026 is a Monday; Berlin leaves summer time on 25 October 2026 at 03:00.</summary>
public sealed class DueReportTests
{
    [Fact]
    public void The_first_run_makes_the_latest_of_each_only()
    {
        Assert.Equal(["2026-W44 2026-11-02T06:00"], Due("volume-weekly", null, "2026-11-04T10:00"));
        Assert.Equal(["2026-10 2026-11-01T06:00"], Due("volume-monthly", null, "2026-11-04T10:00"));
        Assert.Equal(["2025 2026-01-02T06:00"], Due("volume-annual", null, "2026-11-04T10:00"));
    }

    [Fact]
    public void Whoever_was_away_gets_each_period_that_was_missed()
    {
        Assert.Equal(
            ["2026-W42 2026-10-19T06:00", "2026-W43 2026-10-26T06:00", "2026-W44 2026-11-02T06:00"],
            Due("volume-weekly", "2026-10-12T06:00", "2026-11-02T06:00")
        );
        Assert.Empty(Due("volume-weekly", "2026-11-02T06:00", "2026-11-09T05:59"));
    }

    [Fact]
    public void A_schedule_is_read_in_its_own_zone_across_the_change_of_clocks()
    {
        // 06:00 in Berlin is 04:00 UTC in summer and 05:00 in winter.
        Assert.Equal(
            ["2026-10-19T04:00", "2026-10-26T05:00"],
            Times("cron(0 6 ? * MON *)", "2026-10-18T00:00", "2026-10-27T00:00")
        );
        // 02:30 comes twice on 25 October: once is enough. It does not come on 29 March: an hour later then.
        Assert.Equal(["2026-10-25T01:30"], Times("cron(30 2 25 10 ? *)", "2026-10-24T00:00", "2026-10-26T00:00"));
        Assert.Equal(["2026-03-29T01:30"], Times("cron(30 2 29 3 ? *)", "2026-03-28T00:00", "2026-03-30T00:00"));
    }

    [Theory]
    [InlineData(
        "cron(0,30 6-7 ? * MON-TUE *)",
        "02T06:00 02T06:30 02T07:00 02T07:30 03T06:00 03T06:30 03T07:00 03T07:30"
    )]
    [InlineData("cron(0 0 2 NOV ? 2026)", "02T00:00")]
    [InlineData("cron(0 0 ? * 1,4 *)", "04T00:00")]
    [InlineData("cron(15 12 * * ? *)", "02T12:15 03T12:15 04T12:15")]
    public void Fields_are_numbers_names_ranges_and_lists(string cron, string times) =>
        Assert.Equal(
            times.Split(' ').Select(time => $"2026-11-{time}"),
            Times(cron, "2026-11-01T23:59", "2026-11-04T23:59", "UTC")
        );

    [Theory]
    [InlineData("0 6 * * 1")]
    [InlineData("cron(0 6 * * MON *)")]
    [InlineData("cron(0 6 ? * ? *)")]
    [InlineData("cron(60 6 ? * MON *)")]
    [InlineData("cron(0 6 L * ? *)")]
    [InlineData("cron(0/5 6 1 * ? *)")]
    [InlineData("cron(0 7-6 1 * ? *)")]
    [InlineData("rate(1 day)")]
    public void What_would_be_read_otherwise_elsewhere_is_refused(string cron) =>
        Assert.False(CronSchedule.TryParse(cron, out _));

    private static IEnumerable<string> Due(string report, string? since, string now) =>
        DueReport
            .Of(MadeReport.Find(report), since is null ? null : Utc(since), Utc(now))
            .Select(due => $"{due.Period.Id} {due.DueAt:yyyy-MM-dd'T'HH:mm}");

    private static IEnumerable<string> Times(string cron, string after, string upTo, string zone = "Europe/Berlin")
    {
        Assert.True(CronSchedule.TryParse(cron, out var schedule));
        return schedule
            .Between(Utc(after), Utc(upTo), TimeZoneInfo.FindSystemTimeZoneById(zone))
            .Select(at => at.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture));
    }

    private static DateTime Utc(string text) =>
        DateTime.ParseExact(
            text,
            "yyyy-MM-dd'T'HH:mm",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal
        );
}
