using System.Globalization;
using StudyLake.Events;
using StudyLake.Ingest.Dicom;

namespace StudyLake.Ingest;

/// <summary>Sets a column to the value of an element, typed. PS3.5 section 6.2.</summary>
internal static class DirectValue
{
    /// <summary>Sets the column from its attribute at the top level, or leaves it null and notes why.</summary>
    public static void Set(AttributeValues values, AttributeColumn column, DicomHeader header, FieldErrorList errors) =>
        Set(values, column, header.Root, column.Attribute.Tag, errors);

    /// <summary>Sets the column from an element of a data set, or leaves it null and notes why.</summary>
    public static void Set(
        AttributeValues values,
        AttributeColumn column,
        DicomItem item,
        DicomTag tag,
        FieldErrorList errors
    )
    {
        // Most columns are of elements that an object does not have: one look settles them.
        if (item.FindEntry(tag.Value) is not { } entry)
            return;
        var mayHaveSeveral = MayHaveSeveral(item, entry);
        if (item.Text(entry) is not { } text)
        {
            // The first of several values may be empty: a character set often is (PS3.3 C.12.1.1.2).
            if (column.IsMultiple && mayHaveSeveral)
                SetSeveral(values, column, item.Values(entry), errors);
            return;
        }
        if (column.IsMultiple && (column.Unit is not null || mayHaveSeveral))
        {
            SetSeveral(values, column, item.Values(entry), errors);
            return;
        }
        if (!TrySet(values, column, text, item, entry))
            errors.Add(FieldErrorCode.ValueInvalid, column.Attribute.Keyword);
        if (!column.IsMultiple && mayHaveSeveral && item.Values(entry).Count > 1)
            errors.Add(FieldErrorCode.SeveralValues, column.Attribute.Keyword);
    }

    /// <summary>The text of a DateTime column.</summary>
    public static string MomentText(DateTime local, TimeSpan? offset)
    {
        var text = local.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture);
        return offset is { } fromUtc
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{text}{(fromUtc < TimeSpan.Zero ? '-' : '+')}{fromUtc:hh\\:mm}"
            )
            : text;
    }

    private static void SetSeveral(
        AttributeValues values,
        AttributeColumn column,
        IReadOnlyList<string> several,
        FieldErrorList errors
    )
    {
        // Numbers that stay text are checked all the same, so that SQL can cast them.
        if (column.Unit is not null && several.Any(number => !DicomValues.TryDecimal(number, out _)))
            errors.Add(FieldErrorCode.ValueInvalid, column.Attribute.Keyword);
        else
            values.Set(column, string.Join('\\', several).TrimEnd('\\'));
    }

    private static bool TrySet(
        AttributeValues values,
        AttributeColumn column,
        string text,
        DicomItem item,
        HeaderEntry entry
    )
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
                var whole = item.Number(entry);
                var isWhole =
                    whole is { } number && number == Math.Truncate(number) && Math.Abs(number) <= int.MaxValue;
                values.Set(column, isWhole ? whole : null);
                return isWhole;
            case ColumnType.Double:
                var real = item.Number(entry);
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

    // Binary numbers stand side by side. A backslash byte may be half of a character, so only the decoder can count
    // texts; but without one there is one value.
    private static bool MayHaveSeveral(DicomItem item, HeaderEntry entry)
    {
        var size = VrTable.NumberBytes(entry.Vr);
        return size > 0 ? entry.Length >= 2 * size : item.Bytes(entry).Contains((byte)'\\');
    }

    // Milliseconds are as fine as a clock on a scanner is worth, and cut, not rounded, so that 23:59:59.9999 stays today.
    private static string TimeText(TimeOnly time) => time.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
