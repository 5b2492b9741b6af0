using System.Buffers;
using System.Text;
using System.Text.Json;
using StudyLake.Events;

namespace StudyLake.Transform;

/// <summary>Reads a flat payload object as our own writer writes it, by comparing bytes instead of cutting tokens.</summary>
/// <remarks>
/// Expects each name to follow its predecessor as in the line before, and no white space. On any surprise it
/// gives up and the strict reader reads the whole object again, setting the same columns to the same values; so it may
/// refuse what is valid but accepts nothing else. The caller has checked that the line is UTF-8.
/// </remarks>
internal sealed class PayloadScanner
{
    // What ends a JSON string or may not stand in one as it is. RFC 8259 section 7.
    private static readonly SearchValues<byte> TextStops = SearchValues.Create([
        (byte)'"',
        (byte)'\\',
        .. Enumerable.Range(0, 0x20).Select(control => (byte)control),
    ]);

    private readonly ColumnBuffer[] _columns;
    private readonly byte[][] _prefixes;
    private readonly int[] _following;
    private readonly ColumnReader _values;

    public PayloadScanner(ColumnBuffer[] columns, ColumnReader values)
    {
        _columns = columns;
        _values = values;
        _prefixes = [.. columns.Select(column => Encoding.UTF8.GetBytes($"\"{column.Column.Name}\":"))];
        _following = [.. Enumerable.Range(0, columns.Length + 1)];
    }

    /// <summary>Sets the row's columns; gives the index of the closing brace, or -1 when it gave up.</summary>
    /// <param name="text">What follows the opening brace.</param>
    /// <param name="row">Which row.</param>
    public int Scan(ReadOnlySpan<byte> text, int row)
    {
        if (!text.IsEmpty && text[0] == '}')
            return 0;
        var previous = 0;
        for (var position = 0; ; )
        {
            var index = Find(text[position..], previous);
            if (index < 0)
                return -1;
            previous = index + 1;
            position += _prefixes[index].Length;
            var length = Set(text[position..], _columns[index], row);
            position += length;
            if (length <= 0 || position >= text.Length)
                return -1;
            if (text[position] == '}')
                return position;
            if (text[position++] != ',')
                return -1;
        }
    }

    private int Find(ReadOnlySpan<byte> text, int previous)
    {
        var likely = _following[previous];
        if (likely < _prefixes.Length && text.StartsWith(_prefixes[likely]))
            return likely;
        for (var i = 0; i < _prefixes.Length; i++)
        {
            if (text.StartsWith(_prefixes[i]))
                return _following[previous] = i;
        }
        return -1;
    }

    /// <summary>Sets one column from the value at the beginning; gives its length, or -1 when it gave up.</summary>
    private int Set(ReadOnlySpan<byte> text, ColumnBuffer column, int row)
    {
        if (text.IsEmpty)
            return -1;
        if (text[0] != '"')
            return SetToken(text, text.IndexOfAny((byte)',', (byte)'}'), column, row);
        var end = text[1..].IndexOfAny(TextStops);
        if (end < 0)
            return -1;
        if (text[end + 1] == '\\')
            return SetToken(text, EscapedLength(text, end + 1), column, row);
        if (text[end + 1] != '"')
            return -1;
        var value = text.Slice(1, end);
        if (column is TextColumn texts)
            texts.Set(row, value);
        else if (column.Column.Type != ColumnType.Date || !ColumnReader.TryReadDate(value, out var days))
            return -1;
        else
            ((NumberColumn)column).Set(row, days);
        return end + 2;
    }

    /// <summary>The length of a text with its quotation marks, given its first backslash; -1 when it has no end.</summary>
    private static int EscapedLength(ReadOnlySpan<byte> text, int backslash)
    {
        for (var next = backslash; next < text.Length; )
        {
            if (text[next] == '"')
                return next + 1;
            next += text[next] == '\\' ? 2 : 1;
        }
        return -1;
    }

    private int SetToken(ReadOnlySpan<byte> text, int length, ColumnBuffer column, int row)
    {
        if (length <= 0)
            return -1;
        var reader = new Utf8JsonReader(text[..length]);
        try
        {
            return
                reader.Read()
                && reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject)
                && reader.BytesConsumed == length
                && _values.TryRead(ref reader, column, row)
                ? length
                : -1;
        }
        catch (JsonException)
        {
            // The strict reader says where and why.
            return -1;
        }
    }
}
