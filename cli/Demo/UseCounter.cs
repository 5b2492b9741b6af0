namespace StudyLake.Cli.Demo;

/// <summary>Counts how long exams took, and how busy the listed devices were within their hours.</summary>
/// <param name="year">The simulated year; what the lake knows of later days is left out.</param>
internal sealed class UseCounter(DemoYear year)
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(120);

    private readonly SortedDictionary<string, TruthTimes> _times = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ExamSpan>> _spans = [];

    /// <summary>Exams and durations by site and modality.</summary>
    public IReadOnlyList<TruthTimes> Times() => [.. _times.Values];

    /// <summary>Adds one study; nothing happens when it is no exam.</summary>
    public void Add(StudyFacts facts, ExamSpan? span)
    {
        if (!facts.IsExam)
            return;
        var key = $"{facts.SiteName} | {facts.PrimaryModality}";
        var row = _times.GetValueOrDefault(key) ?? new(key, 0, 0, 0);
        var isUsable = span is { IsUsable: true };
        _times[key] = row with
        {
            Exams = row.Exams + 1,
            Usable = row.Usable + (isUsable ? 1 : 0),
            Milliseconds = row.Milliseconds + (isUsable ? (long)(span?.Length ?? default).TotalMilliseconds : 0),
        };
        if (span is not { IsZoneKnown: true } || !span.Device.IsListed)
            return;
        if (!_spans.TryGetValue(span.Device.Device, out var spans))
            _spans[span.Device.Device] = spans = [];
        spans.Add(span);
    }

    /// <summary>Hours, busy time and changes of each listed device, up to the last day of the year.</summary>
    /// <param name="devices">First study date of each.</param>
    public IReadOnlyList<TruthUse> Uses(IEnumerable<TruthDevice> devices) =>
        [
            .. devices
                .Select(row => (Row: row, Device: DemoFleet.All.FirstOrDefault(device => device.Key == row.Key)))
                .Where(item => item.Device is { IsUnlisted: false } && item.Row.FirstStudyDate != DemoTruth.Unknown)
                .Select(item => Use(item.Device ?? DemoFleet.Elsewhere, DateOnly.Parse(item.Row.FirstStudyDate))),
        ];

    private TruthUse Use(DemoDevice device, DateOnly first)
    {
        var windows = Windows(device, first).ToList();
        var spans = (_spans.GetValueOrDefault(device.Key) ?? [])
            .OrderBy(span => span.Start)
            .ThenBy(span => span.End ?? DateTime.MaxValue)
            .ThenBy(span => span.Id, StringComparer.Ordinal)
            .ToList();
        var busy = Union(spans.Where(span => span.IsUsable)).Sum(part => windows.Sum(window => Common(part, window)));
        var (changes, changeTime, overlaps) = Changes(spans, windows);
        return new(
            device.Key,
            windows.Sum(window => (long)(window.To - window.From).TotalMilliseconds),
            busy,
            changes,
            changeTime,
            overlaps
        );
    }

    private IEnumerable<(DateTime From, DateTime To)> Windows(DemoDevice device, DateOnly first)
    {
        var site = device.Site;
        var last = device.ToDay is { } day ? year.Start.AddDays(day) : year.End;
        var (opens, closes) = device.WorksAtNight
            ? (new TimeOnly(0, 0), new TimeOnly(23, 59))
            : (new TimeOnly(site.OpensAt, 0), new TimeOnly(site.ClosesAt, 0));
        for (var date = first; date <= last && date <= year.End; date = date.AddDays(1))
            if (date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !site.IsHoliday(date))
                yield return (site.ToUtc(date.ToDateTime(opens)), site.ToUtc(date.ToDateTime(closes)));
    }

    private static List<(DateTime From, DateTime To)> Union(IEnumerable<ExamSpan> spans)
    {
        var parts = new List<(DateTime From, DateTime To)>();
        foreach (var span in spans)
        {
            var end = span.End ?? span.Start;
            if (parts.Count > 0 && span.Start <= parts[^1].To)
                parts[^1] = (parts[^1].From, end > parts[^1].To ? end : parts[^1].To);
            else
                parts.Add((span.Start, end));
        }
        return parts;
    }

    private static long Common((DateTime From, DateTime To) part, (DateTime From, DateTime To) window)
    {
        var from = part.From > window.From ? part.From : window.From;
        var to = part.To < window.To ? part.To : window.To;
        return to > from ? (long)(to - from).TotalMilliseconds : 0;
    }

    private static (long Count, long Milliseconds, long Overlaps) Changes(
        List<ExamSpan> spans,
        List<(DateTime From, DateTime To)> windows
    )
    {
        var (count, milliseconds, overlaps) = (0L, 0L, 0L);
        DateTime? until = null;
        for (var i = 0; i < spans.Count; i++)
        {
            var span = spans[i];
            if (i > 0 && spans[i - 1].IsUsable && until is { } end)
            {
                var gap = span.Start - end;
                overlaps += gap < TimeSpan.Zero ? 1 : 0;
                var isWithin = windows.Any(window =>
                    span.Start >= window.From && span.Start <= window.To && end >= window.From
                );
                if (isWithin && gap <= Idle)
                    (count, milliseconds) = (count + 1, milliseconds + Math.Max(0, (long)gap.TotalMilliseconds));
            }
            if (span.IsUsable && (until is null || span.End > until))
                until = span.End;
        }
        return (count, milliseconds, overlaps);
    }
}
