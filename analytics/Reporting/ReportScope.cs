namespace StudyLake.Analytics.Reporting;

/// <summary>How far the data of a lake reach.</summary>
/// <param name="CompleteTo">When the latest event was recorded, UTC; null for an empty lake.</param>
/// <param name="LastExamDate">The latest exam up to that day; null without any.</param>
/// <param name="EventCount">Rows of events.</param>
public sealed record ReportScope(DateTime? CompleteTo, DateOnly? LastExamDate, long EventCount)
{
    /// <summary>
    /// The last complete period: the latest with an exam that had ended when the latest event was recorded. Null when
    /// there is none.
    /// </summary>
    public ReportPeriod? LastComplete(PeriodKind kind)
    {
        if (LastExamDate is not { } last || CompleteTo is not { } moment)
            return null;
        var ended = ReportPeriod.EndedBy(kind, DateOnly.FromDateTime(moment));
        var latest = ReportPeriod.Containing(kind, last);
        return latest.Start < ended.Start ? latest : ended;
    }

    /// <summary>Whether the period had ended when the latest event was recorded.</summary>
    public bool Covers(ReportPeriod period) => CompleteTo is { } moment && DateOnly.FromDateTime(moment) >= period.End;
}
