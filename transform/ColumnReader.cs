using System.Text.Json;
using StudyLake.Events;

namespace StudyLake.Transform;

/// <summary>Reads one JSON value into one slot of a column.</summary>
internal sealed class ColumnReader
{
    private byte[] _unescaped = new byte[1 << 10];

    /// <summary>Sets the row from the value that the reader stands on; null leaves it null.</summary>
    /// <returns>False when the value is not of the column's type and range.</returns>
    /// <exception cref="InvalidOperationException">An escaped surrogate without its other half.</exception>
    public bool TryRead(ref Utf8JsonReader reader, ColumnBuffer column, int row)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return true;
        if (column is TextColumn text)
        {
            if (reader.TokenType != JsonTokenType.String)
                return false;
            text.Set(row, Text(ref reader));
            return true;
        }
        if (column is not NumberColumn number || !TryReadNumber(ref reader, column.Column.Type, out var value))
            return false;
        number.Set(row, value);
        return true;
    }

    /// <summary>The text that the reader stands on, without escapes; valid until the next call.</summary>
    public ReadOnlySpan<byte> Text(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return reader.ValueSpan;
        if (_unescaped.Length < reader.ValueSpan.Length)
            _unescaped = new byte[2 * reader.ValueSpan.Length];
        return _unescaped.AsSpan(0, reader.CopyString(_unescaped));
    }

    /// <summary>Reads a value of any type but text as the number that its column keeps.</summary>
    public static bool TryReadNumber(ref Utf8JsonReader reader, ColumnType type, out long value)
    {
        value = 0;
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when type == ColumnType.Integer:
                var fits = reader.TryGetInt32(out var integer);
                value = integer;
                return fits;
            case JsonTokenType.Number when type == ColumnType.Bigint:
                return reader.TryGetInt64(out value);
            case JsonTokenType.Number when type == ColumnType.Double:
                var finite = reader.TryGetDouble(out var number) && double.IsFinite(number);
                value = BitConverter.DoubleToInt64Bits(number);
                return finite;
            case JsonTokenType.True or JsonTokenType.False when type == ColumnType.Boolean:
                value = reader.TokenType == JsonTokenType.True ? 1 : 0;
                return true;
            case JsonTokenType.String when type == ColumnType.Date:
                return !reader.ValueIsEscaped && TryReadDate(reader.ValueSpan, out value);
            case JsonTokenType.String when type == ColumnType.Timestamp:
                return TryReadTimestamp(ref reader, out value);
            default:
                return false;
        }
    }

    /// <summary>Reads <c>YYYY-MM-DD</c> as days since 1970-01-01.</summary>
    public static bool TryReadDate(ReadOnlySpan<byte> text, out long days)
    {
        days = 0;
        if (
            text.Length != 10
            || text[4] != '-'
            || text[7] != '-'
            || !TryReadDigits(text[..4], out var year)
            || !TryReadDigits(text[5..7], out var month)
            || !TryReadDigits(text[8..], out var day)
            || year < 1
            || month is < 1 or > 12
            || day < 1
            || day > DateTime.DaysInMonth(year, month)
        )
            return false;
        days = new DateOnly(year, month, day).DayNumber - UnixTime.EpochDay;
        return true;
    }

    /// <summary>Reads a number of digits and nothing else; at most nine.</summary>
    public static bool TryReadDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit((char)digit))
                return false;
            value = value * 10 + digit - '0';
        }
        return true;
    }

    /// <summary>Reads an ISO 8601 instant as milliseconds since 1970-01-01 UTC, finer parts cut off downwards.</summary>
    private static bool TryReadTimestamp(ref Utf8JsonReader reader, out long milliseconds)
    {
        milliseconds = 0;
        if (!reader.TryGetDateTime(out var instant))
            return false;
        // Without Z or offset the instant would depend on where the program runs.
        if (instant.Kind == DateTimeKind.Unspecified)
            return false;
        if (instant.Kind == DateTimeKind.Local)
            instant = reader.GetDateTimeOffset().UtcDateTime;
        milliseconds = UnixTime.Milliseconds(instant);
        return true;
    }
}
