using StudyLake.Events;
using StudyLake.Ingest.Dicom;
using static StudyLake.Events.AttributeTable;

namespace StudyLake.Ingest;

/// <summary>When the frames of an enhanced object were acquired. PS3.3 section C.7.6.16.2.2.</summary>
/// <remarks>
/// Frame order is not time order, so every frame counts. Where reading stopped before the last one, part of the frames
/// would give a span that looks whole: then there is none, <c>partial</c> is noted for FrameAcquisitionDateTime, and
/// AcquisitionDateTime with AcquisitionDuration remain, with less confidence.
/// </remarks>
internal static class FrameTimes
{
    /// <summary>Sets the earliest frame, the end of the latest, and the length of that one.</summary>
    public static void Set(AttributeValues values, DicomHeader header, FieldErrorList errors)
    {
        var frames = header.Root.Items(PerFrameFunctionalGroupsSequence.Tag);
        if (frames.Count == 0)
            return;
        var (first, last) = (default(Moment), default(Moment));
        double? duration = null;
        foreach (var frame in frames)
        {
            if (Content(frame) is not { } content || content.Text(FrameAcquisitionDateTime.Tag) is not { } text)
                continue;
            if (!DicomValues.TryDateTime(text, out var local, out var offset))
            {
                errors.Add(FieldErrorCode.ValueInvalid, FrameAcquisitionDateTime.Keyword);
                continue;
            }
            var start = new Moment(local, offset);
            if (!first.IsSet || start.Sort < first.Sort)
                first = start;
            var milliseconds = Duration(content, errors);
            var end = start.After(milliseconds ?? 0);
            if (!last.IsSet || end.Sort > last.Sort)
                (last, duration) = (end, milliseconds);
        }
        if (!first.IsSet)
            return;
        if (header.Has(HeaderFlag.Partial) || header.Has(HeaderFlag.Truncated))
        {
            errors.Add(FieldErrorCode.Partial, FrameAcquisitionDateTime.Keyword);
            return;
        }
        values.Set(FrameAcquisitionDateTime, first.ToText());
        values.Set(FrameAcquisitionEnd, last.ToText());
        values.Set(FrameAcquisitionDuration, duration);
    }

    private static DicomItem? Content(DicomItem frame) =>
        frame.Items(FrameContentSequence.Tag) is { Count: > 0 } items ? items[0] : null;

    // A duration of a day or more is none of a frame.
    private static double? Duration(DicomItem content, FieldErrorList errors)
    {
        if (content.Presence(FrameAcquisitionDuration.Tag) != ElementPresence.Present)
            return null;
        if (content.Number(FrameAcquisitionDuration.Tag) is { } number and >= 0 and < 86_400_000)
            return number;
        errors.Add(FieldErrorCode.ValueInvalid, FrameAcquisitionDuration.Keyword);
        return null;
    }

    /// <summary>A local time with the offset from UTC that it states, if it states one.</summary>
    private readonly record struct Moment(System.DateTime Local, TimeSpan? Offset)
    {
        public bool IsSet => Local != default;

        // In UTC where an offset is stated: frames of one object may stand on both sides of a change of clocks.
        public long Sort => Local.Ticks - (Offset ?? TimeSpan.Zero).Ticks;

        public Moment After(double milliseconds) =>
            Local.Ticks + (milliseconds * TimeSpan.TicksPerMillisecond) < System.DateTime.MaxValue.Ticks
                ? this with
                {
                    Local = Local.AddTicks((long)(milliseconds * TimeSpan.TicksPerMillisecond)),
                }
                : this;

        public string ToText() => DirectValue.MomentText(Local, Offset);
    }
}
