using StudyLake.Events;
using StudyLake.Ingest.Dicom;

namespace StudyLake.Ingest;

/// <summary>Sets a column that is simply the value of its attribute, typed. PS3.5 section 6.2.</summary>
internal static class DirectValue
{
    private const int LongestUid = 64;

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
                var date = DicomValues.Date(text);
                values.Set(column, date);
                return date is not null;
            case ColumnType.Time:
                var time = DicomValues.Time(text);
                values.Set(column, time is { } timeOfDay ? WireTime.Text(timeOfDay) : null);
                return time is not null;
            case ColumnType.DateTime:
                var dateTime = DicomValues.DateTime(text);
                values.Set(column, dateTime is { } moment ? WireTime.Text(moment) : null);
                return dateTime is not null;
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
                return column.Attribute.Vr != "UI" || IsUid(text);
        }
    }

    // A backslash byte may be half of a character, so only the decoder can count; but without one there is one value.
    private static bool HasSeveral(DicomItem item, DicomTag tag) =>
        item.FindEntry(tag.Value) is { } entry
        && item.Bytes(entry).Contains((byte)'\\')
        && item.Values(tag).Count > 1;

    private static bool IsUid(string text) =>
        text.Length <= LongestUid
        && text.All(c => char.IsAsciiDigit(c) || c == '.')
        && text[0] != '.'
        && text[^1] != '.';
}
