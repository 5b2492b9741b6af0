using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using StudyLake.Events;

namespace StudyLake.Transform;

/// <summary>Reads one JSON value from bytes whose other end is not known yet.</summary>
/// <remarks>
/// What is common is read byte by byte, all else by <see cref="Utf8JsonReader"/>; both give the same value. Every method
/// gives the length of the value, and false when it gave up.
/// </remarks>
internal sealed class ValueScanner(ColumnReader values)
{
    private const byte FirstBeyondAscii = 0x80;

    // What ends a JSON string or may not stand in one as it is. RFC 8259 section 7.
    private static readonly byte[] Stops =
    [
        (byte)'"',
        (byte)'\\',
        .. Enumerable.Range(0, 0x20).Select(control => (byte)control),
    ];
    private static readonly SearchValues<byte> TextStops = SearchValues.Create(Stops);
    private static readonly SearchValues<byte> AsciiTextStops = SearchValues.Create([
        .. Stops,
        .. Enumerable.Range(FirstBeyondAscii, 0x80).Select(value => (byte)value),
    ]);

    /// <summary>Reads a text without escapes; with its quotation marks it is that long.</summary>
    public static bool TryReadPlain(ReadOnlySpan<byte> text, out int length)
    {
        length = 0;
        if (text.IsEmpty || text[0] != '"')
            return false;
        var end = 1 + text[1..].IndexOfAny(AsciiTextStops);
        if (end == 0)
            return false;
        if (text[end] >= FirstBeyondAscii)
        {
            var more = text[end..].IndexOfAny(TextStops);
            if (more < 0 || !Utf8.IsValid(text.Slice(end, more)))
                return false;
            end += more;
        }
        length = end + 1;
        return text[end] == '"';
    }

    /// <summary>Reads a text or null; its value is its number in the pool, or null when it is empty.</summary>
    public bool TryReadText(ReadOnlySpan<byte> text, TextPool pool, out int length, out long? value)
    {
        value = null;
        if (TryReadPlain(text, out length))
        {
            if (length > 2)
                value = pool.Add(text[1..(length - 1)], 0);
            return true;
        }
        if (!TryMeasure(text, out length))
            return false;
        var reader = new Utf8JsonReader(text[..length]);
        try
        {
            if (!reader.Read() || reader.BytesConsumed != length)
                return false;
            if (reader.TokenType == JsonTokenType.Null)
                return true;
            if (reader.TokenType != JsonTokenType.String)
                return false;
            var unescaped = values.Text(ref reader);
            if (!unescaped.IsEmpty)
                value = pool.Add(unescaped, 0);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The strict reader says where and why.
            return false;
        }
    }

    /// <summary>Reads a value of any other type or null, as the number that its column keeps.</summary>
    public static bool TryReadNumber(ReadOnlySpan<byte> text, ColumnType type, out int length, out long? value)
    {
        value = null;
        if (PlainNumbers.TryRead(text, type, out length, out var plain))
        {
            value = plain;
            return true;
        }
        if (!TryMeasure(text, out length))
            return false;
        var reader = new Utf8JsonReader(text[..length]);
        try
        {
            if (!reader.Read() || reader.BytesConsumed != length)
                return false;
            if (reader.TokenType == JsonTokenType.Null)
                return true;
            if (!ColumnReader.TryReadNumber(ref reader, type, out var number))
                return false;
            value = number;
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The length of a text with its quotation marks, or of anything else up to what may follow a value.</summary>
    private static bool TryMeasure(ReadOnlySpan<byte> text, out int length)
    {
        length = 0;
        if (text.IsEmpty)
            return false;
        if (text[0] != '"')
        {
            length = text.IndexOfAny((byte)',', (byte)'}');
            return length > 0;
        }
        for (length = 1; length < text.Length; length++)
        {
            if (text[length] == '\\')
                length++;
            else if (text[length] == '"')
                return Utf8.IsValid(text[..++length]);
        }
        return false;
    }
}
