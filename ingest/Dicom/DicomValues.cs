using System.Buffers;
using System.Globalization;

namespace StudyLake.Ingest.Dicom;

/// <summary>Types the text of one value as it is on the wire. Pure; nothing throws. PS3.5 table 6.2-1.</summary>
/// <remarks>
/// Each answers false for what is odd beyond the forms listed, and for null and empty text; the caller keeps null and
/// notes <see cref="HeaderFlag.ValueInvalid"/> where there was text. Spaces and NULs around a value are padding.
/// </remarks>
public static class DicomValues
{
    private const int MaxUidCharacters = 64;
    private static readonly SearchValues<char> UidCharacters = SearchValues.Create("0123456789.");

    /// <summary>DA: <c>YYYYMMDD</c>, or <c>YYYY.MM.DD</c> of ACR-NEMA. Not <c>0</c>, a range, or a day that never was.</summary>
    public static bool TryDate(ReadOnlySpan<char> text, out DateOnly date)
    {
        text = Trim(text);
        date = default;
        if (text.Length == 10 && text[4] == '.' && text[7] == '.')
            return TryDate(text[..4], text[5..7], text[8..], out date);
        return text.Length == 8 && TryDate(text[..4], text[4..6], text[6..], out date);
    }

    /// <summary>
    /// TM: <c>HH</c>, <c>HHMM</c>, <c>HHMMSS</c>, <c>HHMMSS.F</c> to six decimals; with colons as in ACR-NEMA; the
    /// decimals without their dot, as some scanners write them. A leap second 60 becomes 59. Local time of the site.
    /// </summary>
    public static bool TryTime(ReadOnlySpan<char> text, out TimeOnly time)
    {
        text = Trim(text);
        time = default;
        Span<char> digits = stackalloc char[12];
        var count = 0;
        for (var index = 0; index < text.Length; index++)
        {
            var letter = text[index];
            if (letter == ':' && text.Length > index + 1 && index is 2 or 5)
                continue;
            if (letter == '.' && count == 6 && text.Length > index + 1)
                continue;
            if (!char.IsAsciiDigit(letter) || count == digits.Length)
                return false;
            digits[count++] = letter;
        }
        return TryTimeDigits(digits[..count], out time);
    }

    /// <summary>
    /// DT: <c>YYYYMMDDHHMMSS.FFFFFF&amp;ZZXX</c>, cut from the right as far as <c>YYYY</c>; what is cut counts as its
    /// least, as PS3.5 leaves it open. The offset from UTC is null when it is not written: then (0008,0201) or the site
    /// says it.
    /// </summary>
    public static bool TryDateTime(ReadOnlySpan<char> text, out DateTime local, out TimeSpan? offset)
    {
        text = Trim(text);
        (local, offset) = (default, null);
        if (text.LastIndexOfAny('+', '-') is var sign and >= 4)
        {
            if (!TryOffset(text[sign..], out var found))
                return false;
            offset = found;
            text = text[..sign];
        }
        var year = text.Length >= 4 ? text[..4] : default;
        var month = text.Length >= 6 ? text[4..6] : "01";
        var day = text.Length >= 8 ? text[6..8] : "01";
        if (text.Length is 5 or 7 || !TryDate(year, month, day, out var date))
            return false;
        var time = TimeOnly.MinValue;
        if (text.Length > 8 && (text.Contains(':') || !TryTime(text[8..], out time)))
            return false;
        local = date.ToDateTime(time);
        return true;
    }

    /// <summary>An offset from UTC, <c>&amp;ZZXX</c>, -1200 to +1400: TimezoneOffsetFromUTC (0008,0201), or the end of a DT.</summary>
    public static bool TryOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        text = Trim(text);
        offset = default;
        if (text.Length != 5 || text[0] is not ('+' or '-') || !TryDigits(text[1..3], out var hours))
            return false;
        if (!TryDigits(text[3..], out var minutes) || minutes > 59)
            return false;
        offset = new TimeSpan(hours, minutes, 0) * (text[0] == '-' ? -1 : 1);
        return offset >= TimeSpan.FromHours(-12) && offset <= TimeSpan.FromHours(14);
    }

    /// <summary>AS: one to three digits and D, W, M or Y, of days, weeks, months, years. Without its unit it says nothing.</summary>
    public static bool TryAge(ReadOnlySpan<char> text, out DicomAge age)
    {
        text = Trim(text);
        age = default;
        if (text.Length is < 2 or > 4 || !TryDigits(text[..^1], out var count))
            return false;
        var unit = char.ToUpperInvariant(text[^1]);
        age = new DicomAge(count, unit);
        return unit is 'D' or 'W' or 'M' or 'Y';
    }

    /// <summary>DS: a decimal number, with exponent, also of more than 16 characters. Not a comma, NaN, or two numbers.</summary>
    public static bool TryDecimal(ReadOnlySpan<char> text, out double number)
    {
        const NumberStyles Style =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        text = Trim(text);
        number = 0;
        // NaN and Infinity parse, but begin with letters.
        var isNumber = text.Length > 0 && (char.IsAsciiDigit(text[^1]) || text[^1] == '.');
        return isNumber
            && double.TryParse(text, Style, CultureInfo.InvariantCulture, out number)
            && double.IsFinite(number);
    }

    /// <summary>IS: a whole number of 32 bits, also written <c>200.0</c>. Not <c>161.3</c>: read that as a decimal.</summary>
    public static bool TryInteger(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        if (!TryDecimal(text, out var value) || value != Math.Truncate(value) || Math.Abs(value) > int.MaxValue)
            return false;
        number = (int)value;
        return true;
    }

    /// <summary>UI: the text, trimmed; null when empty. Never corrected otherwise, as it is compared byte by byte.</summary>
    /// <param name="text">The value.</param>
    /// <param name="isValid">False when it is longer than 64 or has other characters than digits and dots: keep it, flagged.</param>
    public static string? Uid(string? text, out bool isValid)
    {
        var trimmed = text?.Trim(' ', '\0');
        isValid =
            string.IsNullOrEmpty(trimmed)
            || (trimmed.Length <= MaxUidCharacters && !trimmed.AsSpan().ContainsAnyExcept(UidCharacters));
        return string.IsNullOrEmpty(trimmed) ? null : trimmed;
    }

    private static bool TryTimeDigits(ReadOnlySpan<char> digits, out TimeOnly time)
    {
        time = default;
        if (digits.Length is 0 or 1 or 3 or 5)
            return false;
        var hour = Number(digits[..2]);
        var minute = digits.Length >= 4 ? Number(digits[2..4]) : 0;
        var second = digits.Length >= 6 ? Number(digits[4..6]) : 0;
        if (hour > 23 || minute > 59 || second > 60)
            return false;
        var microseconds = 0;
        for (var place = 6; place < 12; place++)
            microseconds = (microseconds * 10) + (place < digits.Length ? digits[place] - '0' : 0);
        time = new TimeOnly(hour, minute, Math.Min(second, 59)).Add(TimeSpan.FromMicroseconds(microseconds));
        return true;
    }

    private static bool TryDate(
        ReadOnlySpan<char> year,
        ReadOnlySpan<char> month,
        ReadOnlySpan<char> day,
        out DateOnly date
    )
    {
        date = default;
        if (!TryDigits(year, out var y) || !TryDigits(month, out var m) || !TryDigits(day, out var d))
            return false;
        if (y is < 1 or > 9999 || m is < 1 or > 12 || d < 1 || d > DateTime.DaysInMonth(y, m))
            return false;
        date = new DateOnly(y, m, d);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        if (text.IsEmpty || text.ContainsAnyExceptInRange('0', '9'))
            return false;
        number = Number(text);
        return true;
    }

    private static int Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits)
            number = (number * 10) + digit - '0';
        return number;
    }

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text) => text.Trim(" \0");
}
