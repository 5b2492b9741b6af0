using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace StudyLake.Transform;

/// <summary>A closed list of names, found by their UTF-8.</summary>
internal sealed class ClosedText(params ImmutableArray<string> names)
{
    private readonly byte[][] _utf8 = [.. names.Select(Encoding.UTF8.GetBytes)];

    /// <summary>The names.</summary>
    public ImmutableArray<string> Names { get; } = names;

    /// <summary>The members of an enum in snake_case.</summary>
    public static ClosedText Of<T>()
        where T : struct, Enum => new([.. Enum.GetNames<T>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)]);

    /// <summary>The UTF-8 of a name.</summary>
    public ReadOnlySpan<byte> Utf8(int index) => _utf8[index];

    /// <summary>The index of the text that the reader stands on, or -1 when it is no text or not in the list.</summary>
    public int Find(ref Utf8JsonReader reader, ColumnReader values)
    {
        if (reader.TokenType != JsonTokenType.String)
            return -1;
        return Find(values.Text(ref reader));
    }

    /// <summary>The index of a text, or -1 when it is not in the list.</summary>
    public int Find(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < _utf8.Length; i++)
        {
            if (text.SequenceEqual(_utf8[i]))
                return i;
        }
        return -1;
    }
}
