using StudyLake.Events;

namespace StudyLake.Transform;

/// <summary>Reads numbers, dates and instants in the forms in which our own writer writes nearly all of them.</summary>
/// <remarks>Gives up on any other form, which a JSON reader then reads; never reads a value as another than that.</remarks>
internal static class PlainNumbers
{
    // So many digits are exact in a long, and up to 15 in a double.
    private const int LongDigits = 18;
    private const int DoubleDigits = 15;
    private const int DateBytes = 10;
    private const int SecondBytes = 19;

    // The powers of ten that a double holds exactly, as far as they are needed.
    private static readonly double[] Powers =
    [
        1e0,
        1e1,
        1e2,
        1e3,
        1e4,
        1e5,
        1e6,
        1e7,
        1e8,
        1e9,
        1e10,
        1e11,
        1e12,
        1e13,
        1e14,
        1e15,
    ];

    /// <summary>Reads a value at the beginning; a comma or a closing brace must follow it.</summary>
    /// <param name="text">The value and what follows.</param>
    /// <param name="type">Any type but text.</param>
    /// <param name="length">Its length.</param>
    /// <param name="value">As its column keeps it.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, ColumnType type, out int length, out long value)
    {
        value = 0;
        var isRead = type switch
        {
            ColumnType.Integer => TryReadInteger(text, out length, out value) && value == (int)value,
            ColumnType.Bigint => TryReadInteger(text, out length, out value),
            ColumnType.Double => TryReadDecimal(text, out length, out value),
            ColumnType.Boolean => TryReadBoolean(text, out length, out value),
            ColumnType.Date => TryReadQuoted(text, DateBytes, out length)
                && ColumnReader.TryReadDate(text.Slice(1, DateBytes), out value),
            ColumnType.Timestamp => TryReadInstant(text, out length, out value),
            _ => (length = 0) > 0,
        };
        return isRead && length < text.Length && text[length] is (byte)',' or (byte)'}';
    }

    private static bool TryReadBoolean(ReadOnlySpan<byte> text, out int length, out long value)
    {
        value = text.StartsWith("true"u8) ? 1 : 0;
        length = value == 1 ? 4 : 5;
        return value == 1 || text.StartsWith("false"u8);
    }

    private static bool TryReadInteger(ReadOnlySpan<byte> text, out int length, out long value)
    {
        var isNegative = !text.IsEmpty && text[0] == '-';
        length = isNegative ? 1 : 0;
        var digits = Digits(text, ref length, out value);
        if (isNegative)
            value = -value;
        // JSON has no number with a leading zero.
        return digits is > 0 and <= LongDigits && (digits == 1 || text[length - digits] != '0');
    }

    // Digits up to 2^53 and a power of ten up to 10^22 are exact as doubles, so their quotient is the nearest double.
    private static bool TryReadDecimal(ReadOnlySpan<byte> text, out int length, out long value)
    {
        value = 0;
        var isNegative = !text.IsEmpty && text[0] == '-';
        length = isNegative ? 1 : 0;
        var begin = length;
        var whole = Digits(text, ref length, out var digits);
        if (whole == 0 || (whole > 1 && text[begin] == '0'))
            return false;
        var after = 0;
        if (length < text.Length && text[length] == '.')
        {
            length++;
            after = Digits(text, ref length, out var fraction);
            if (after == 0 || whole + after > DoubleDigits)
                return false;
            digits = digits * (long)Powers[after] + fraction;
        }
        // Whether there is a negative zero is for the JSON reader to say.
        if (whole + after > DoubleDigits || (isNegative && digits == 0))
            return false;
        var number = digits / Powers[after];
        value = BitConverter.DoubleToInt64Bits(isNegative ? -number : number);
        return true;
    }

    /// <summary>Reads <c>YYYY-MM-DDThh:mm:ssZ</c>, with up to seven digits after a point, as milliseconds, finer parts cut off.</summary>
    private static bool TryReadInstant(ReadOnlySpan<byte> text, out int length, out long value)
    {
        (length, value) = (0, 0);
        if (
            text.Length < SecondBytes + 3
            || text[0] != '"'
            || !ColumnReader.TryReadDate(text.Slice(1, DateBytes), out var days)
        )
            return false;
        var time = text.Slice(1 + DateBytes, SecondBytes - DateBytes);
        if (
            time[0] != 'T'
            || time[3] != ':'
            || time[6] != ':'
            || !ColumnReader.TryReadDigits(time[1..3], out var hours)
            || !ColumnReader.TryReadDigits(time[4..6], out var minutes)
            || !ColumnReader.TryReadDigits(time[7..9], out var seconds)
            || hours > 23
            || minutes > 59
            || seconds > 59
        )
            return false;
        length = 1 + SecondBytes;
        var milliseconds = 0L;
        if (text[length] == '.')
        {
            length++;
            var digits = Digits(text, ref length, out var fraction);
            if (digits is 0 or > 7)
                return false;
            milliseconds = digits > 3 ? fraction / (long)Powers[digits - 3] : fraction * (long)Powers[3 - digits];
        }
        if (!text[length..].StartsWith("Z\""u8))
            return false;
        length += 2;
        value = ((days * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000 + milliseconds;
        return true;
    }

    private static bool TryReadQuoted(ReadOnlySpan<byte> text, int bytes, out int length)
    {
        length = bytes + 2;
        return text.Length >= length && text[0] == '"' && text[bytes + 1] == '"';
    }

    /// <summary>Reads digits from a place on and gives how many; more than 18 are not added up.</summary>
    private static int Digits(ReadOnlySpan<byte> text, ref int position, out long value)
    {
        value = 0;
        var begin = position;
        for (; position < text.Length && char.IsAsciiDigit((char)text[position]); position++)
        {
            if (position - begin < LongDigits)
                value = value * 10 + text[position] - '0';
        }
        return position - begin;
    }
}
