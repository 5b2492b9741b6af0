namespace StudyLake.Analytics.Reporting;

/// <summary>One report that a schedule asks for.</summary>
/// <param name="Report">The report.</param>
/// <param name="Period">The period that had ended when it fell due.</param>
/// <param name="DueAt">When it fell due, UTC.</param>
public sealed record DueReport(ReportDefinition Report, ReportPeriod Period, DateTime DueAt)
{
    private const int DaysLookedBack = 732;

    /// <summary>What has fallen due since a report was last made, oldest first.</summary>
    /// <param name="report">The report.</param>
    /// <param name="since">When the last one that was made had fallen due, UTC; null for the latest only.</param>
    /// <param name="now">UTC.</param>
    /// <remarks>Two years are looked back at most. Where two due times have one period, the later stands.</remarks>
    public static IEnumerable<DueReport> Of(ReportDefinition report, DateTime? since, DateTime now)
    {
        if (!CronSchedule.TryParse(report.Schedule.Cron, out var schedule))
            throw new InvalidOperationException(
                $"Expected a schedule of {report.Report} that can be read, found {report.Schedule.Cron}."
            );
        var zone = TimeZoneInfo.FindSystemTimeZoneById(report.Schedule.TimeZone);
        var earliest = now.AddDays(-DaysLookedBack);
        var due = schedule
            .Between(since > earliest ? since.Value : earliest, now, zone)
            .Select(at => new DueReport(report, PeriodAt(report, at, zone), at))
            .GroupBy(item => item.Period)
            .Select(group => group.Last());
        return since is null ? due.TakeLast(1) : due;
    }

    private static ReportPeriod PeriodAt(ReportDefinition report, DateTime at, TimeZoneInfo zone) =>
        ReportPeriod.EndedBy(report.Period, DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(at, zone)));
}
