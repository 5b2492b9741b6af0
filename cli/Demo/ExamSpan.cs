namespace StudyLake.Cli.Demo;

/// <summary>When an exam ran, told from the model by the timing rules of the makers: for makers, see <see cref="ClockHabit"/>.</summary>
/// <param name="Id">The exam's id.</param>
/// <param name="Device">Its device.</param>
/// <param name="Patient">Issuer and PatientID; null without a PatientID.</param>
/// <param name="Start">Start, UTC; as the header states it where neither offset nor site is known.</param>
/// <param name="End">End in the same form; null without two distinct times.</param>
/// <param name="IsZoneKnown">True when both are UTC.</param>
/// <param name="IsUsable">True when the duration is known and certain to the hour.</param>
internal sealed record ExamSpan(
    string Id,
    DemoIdentity Device,
    string? Patient,
    DateTime Start,
    DateTime? End,
    bool IsZoneKnown,
    bool IsUsable
)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);
    private static readonly TimeSpan FrameStep = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FrameLength = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan MrLength = TimeSpan.FromSeconds(45.5);

    /// <summary>End less start; null without an end.</summary>
    public TimeSpan? Length => End - Start;

    /// <summary>The span of an exam; null when no image of its device says when it was acquired.</summary>
    public static ExamSpan? Of(StudyFacts facts)
    {
        var device = facts.Leading.Identity;
        var images = facts
            .Acquired.Where(item => item.Identity.Device == device.Device && item.Instance.AcquiredAt is not null)
            .ToList();
        if (images.Count == 0)
            return null;
        var (start, end) = Local(facts, images);
        var zone =
            facts.Study.Offset is null && device.Site is { } site
                ? TimeZoneInfo.FindSystemTimeZoneById(site.Zone)
                : null;
        var isCertain =
            zone is null
            || !(
                zone.IsAmbiguousTime(start)
                || zone.IsAmbiguousTime(end)
                || zone.IsInvalidTime(First(images))
                || zone.IsInvalidTime(Last(images))
            );
        var isZoneKnown = facts.Study.Offset is not null || zone is not null;
        var (from, to) = (Utc(start, facts.Study.Offset, zone), Utc(end, facts.Study.Offset, zone));
        return new(
            facts.Study.Uid,
            device,
            facts.Patient,
            from,
            to == from ? null : to,
            isZoneKnown,
            isCertain && to != from && to - from <= Longest
        );
    }

    private static (DateTime Start, DateTime End) Local(StudyFacts facts, List<LiveObject> images)
    {
        if (facts.Study.Step is { } step)
            return step;
        var hasFrames = images.Any(IsEnhanced);
        var (first, last) = (First(images), images.Max(item => item.Instance.AcquiredAt ?? default));
        var end = images.Max(item => Ended(item, facts.PrimaryModality == "MR"));
        if (facts.PrimaryModality != "MR" || hasFrames)
            return (first, end);
        // One maker stamps its series behind the acquisitions; of the others the last one's stated length ends the exam.
        var stamp = images.Max(item => item.Series.StartedAt ?? default);
        return facts.Leading.Series.Device?.Habit == ClockHabit.SeriesLast && stamp > last
            ? (first, stamp)
            : (first, end);
    }

    private static DateTime First(List<LiveObject> images) => images.Min(item => item.Instance.AcquiredAt ?? default);

    private static DateTime Last(List<LiveObject> images) => images.Max(item => item.Instance.AcquiredAt ?? default);

    private static DateTime Ended(LiveObject item, bool isMr)
    {
        var at = item.Instance.AcquiredAt ?? default;
        return IsEnhanced(item) ? at + (FrameStep * (item.Instance.Frames - 1)) + FrameLength
            : isMr ? at + MrLength
            : at;
    }

    private static bool IsEnhanced(LiveObject item) =>
        item.Instance.Kind == ObjectKind.EnhancedMr || item.Instance.Kind == ObjectKind.EnhancedCt;

    // In the doubled hour the first pass, which has the larger offset.
    private static DateTime Utc(DateTime local, string? offset, TimeZoneInfo? zone)
    {
        var span =
            offset is not null ? Parse(offset)
            : zone is null ? TimeSpan.Zero
            : zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.IsInvalidTime(local) ? zone.BaseUtcOffset
            : zone.GetUtcOffset(local);
        return DateTime.SpecifyKind(local - span, DateTimeKind.Utc);
    }

    private static TimeSpan Parse(string offset)
    {
        var span = new TimeSpan(int.Parse(offset[1..3]), int.Parse(offset[3..5]), 0);
        return offset[0] == '-' ? -span : span;
    }
}
