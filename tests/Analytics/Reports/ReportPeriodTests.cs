using System.Globalization;
using StudyLake.Analytics.Reporting;

namespace StudyLake.Tests.Analytics.Reports;

public sealed class ReportPeriodTests
{
    // Weeks of ISO 8601 as its definition and any printed calendar give them: 1 January 2027 is a Friday, 2020 and 2026
    // have 53 weeks.
    [Theory]
    [InlineData("2026-W43", "2026-10-19", "2026-10-26", "2026-W42", "2025-W43", "19 to 25 October 2026")]
    [InlineData("2026-W01", "2025-12-29", "2026-01-05", "2025-W52", "2025-W01", "29 December 2025 to 4 January 2026")]
    [InlineData("2026-W53", "2026-12-28", "2027-01-04", "2026-W52", "2025-W52", "28 December 2026 to 3 January 2027")]
    [InlineData("2027-W01", "2027-01-04", "2027-01-11", "2026-W53", "2026-W01", "4 to 10 January 2027")]
    [InlineData("2026-10", "2026-10-01", "2026-11-01", "2026-09", "2025-10", "1 to 31 October 2026")]
    [InlineData("2024-02", "2024-02-01", "2024-03-01", "2024-01", "2023-02", "1 to 29 February 2024")]
    [InlineData("2026-01", "2026-01-01", "2026-02-01", "2025-12", "2025-01", "1 to 31 January 2026")]
    [InlineData("2026", "2026-01-01", "2027-01-01", "2025", "2025", "1 January to 31 December 2026")]
    public void A_period_has_its_days_and_those_it_is_compared_with(
        string id,
        string start,
        string end,
        string previous,
        string yearBefore,
        string days
    )
    {
        var period = MadeReport.Period(id);
        Assert.Equal(
            (id, Day(start), Day(end), previous, yearBefore, days),
            (period.Id, period.Start, period.End, period.Previous.Id, period.YearBefore.Id, period.Days)
        );
    }

    [Theory]
    [InlineData("2025-W53")]
    [InlineData("2026-W00")]
    [InlineData("2026-W54")]
    [InlineData("2026-13")]
    [InlineData("2026-W4")]
    [InlineData("2026-1")]
    [InlineData("0000")]
    [InlineData("9999")]
    [InlineData("2026-10-01")]
    [InlineData("+026")]
    [InlineData("")]
    public void What_is_no_period_is_refused(string text) => Assert.Null(ReportPeriod.Parse(text));

    [Fact]
    public void A_trend_ends_with_its_period_and_has_no_gap()
    {
        foreach (var id in new[] { "2026-W43", "2027-W01", "2026-10", "2026" })
        {
            var trend = MadeReport.Period(id).Trend;
            Assert.Equal(id.Length == 4 ? 5 : 13, trend.Length);
            Assert.Equal(id, trend[^1].Id);
            for (var i = 1; i < trend.Length; i++)
                Assert.Equal(trend[i - 1].End, trend[i].Start);
        }
    }

    [Fact]
    public void Every_day_of_ten_years_is_in_the_period_that_is_made_of_it()
    {
        for (var day = new DateOnly(2019, 12, 25); day.Year < 2030; day = day.AddDays(1))
            foreach (var kind in Enum.GetValues<PeriodKind>())
            {
                var period = ReportPeriod.Containing(kind, day);
                Assert.True(period.Start <= day && day < period.End);
                Assert.Equal(period, ReportPeriod.Parse(period.Id));
                Assert.Equal(period.Start, period.Previous.End);
            }
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
