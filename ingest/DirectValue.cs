using System.Globalization;
using StudyLake.Events;
using StudyLake.Ingest.Dicom;

namespace StudyLake.Ingest;

/// <summary>Sets a column that is simply the value of its attribute, typed. PS3.5 section 6.2.</summary>
internal static class DirectValue
{
    /// <summary>Sets the column, or leaves it null and notes why.</summary>
    public static void Set(AttributeValues values, AttributeColumn column, DicomHeader header, FieldErrorList errors)
    {
        var attribute = column.Attribute;
        if (column.IsMultiple)
        {
            values.Set(column, string.Join('\\', header.Root.Values(attribute.Tag)).TrimEnd('\\'));
            return;
        }
        if (header.Root.Text(attribute.Tag) is not { } text)
            return;
        if (!TrySet(values, column, text, header))
            errors.Add(FieldErrorCode.ValueInvalid, attribute.Keyword);
        if (HasSeveral(header.Root, attribute.Tag))
            errors.Add(FieldErrorCode.SeveralValues, attribute.Keyword);
    }

    private static bool TrySet(AttributeValues values, AttributeColumn column, string text, DicomHeader header)
    {
        switch (column.Type)
        {
            case ColumnType.Date:
                var isDate = DicomValues.TryDate(text, out var date);
                values.Set(column, isDate ? date : null);
                return isDate;
            case ColumnType.Time:
                var isTime = DicomValues.TryTime(text, out var time);
                values.Set(column, isTime ? TimeText(time) : null);
                return isTime;
            case ColumnType.DateTime:
                var isMoment = DicomValues.TryDateTime(text, out var local, out var offset);
                values.Set(column, isMoment ? MomentText(local, offset) : null);
                return isMoment;
            case ColumnType.Integer:
                var whole = header.Root.Number(column.Attribute.Tag);
                var isWhole =
                    whole is { } number && number == Math.Truncate(number) && Math.Abs(number) <= int.MaxValue;
                values.Set(column, isWhole ? whole : null);
                return isWhole;
            case ColumnType.Double:
                var real = header.Root.Number(column.Attribute.Tag);
                var isFinite = real is { } value && double.IsFinite(value);
                values.Set(column, isFinite ? real : null);
                return isFinite;
            default:
                values.Set(column, text);
                // A UID that breaks its form still tells one object from another, so it is kept. PS3.5 section 9.1.
                if (column.Attribute.Vr != "UI")
                    return true;
                _ = DicomValues.Uid(text, out var isUid);
                return isUid;
        }
    }

    // A backslash byte may be half of a character, so only the decoder can count; but without one there is one value.
    private static bool HasSeveral(DicomItem item, DicomTag tag) =>
        item.FindEntry(tag.Value) is { } entry && item.Bytes(entry).Contains((byte)'\\') && item.Values(tag).Count > 1;

    // Milliseconds are as fine as a clock on a scanner is worth, and cut, not rounded, so that 23:59:59.9999 stays today.
    private static string TimeText(TimeOnly time) => time.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private static string MomentText(DateTime local, TimeSpan? offset)
    {
        var text = local.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture);
        return offset is { } fromUtc
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{text}{(fromUtc < TimeSpan.Zero ? '-' : '+')}{fromUtc:hh\\:mm}"
            )
            : text;
    }
}
