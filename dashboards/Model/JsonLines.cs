using System.Text.Json;

namespace StudyLake.Dashboards.Model;

/// <summary>On which line of a file each path begins.</summary>
/// <remarks>Built once for a file that a message speaks of, in one pass; a path that is not in the file has its parent's line.</remarks>
internal sealed class JsonLines
{
    private readonly Dictionary<string, int> _lines;

    /// <summary>Reads where the values of a file begin.</summary>
    /// <param name="json">UTF-8 without byte order mark that is valid JSON.</param>
    public JsonLines(ReadOnlySpan<byte> json)
    {
        _lines = new(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(json);
        var open = new Stack<Container>();
        var current = JsonPath.Root;
        var named = false;
        var line = 1;
        var counted = 0;
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                open.Pop();
                continue;
            }
            var start = (int)reader.TokenStartIndex;
            line += json[counted..start].Count((byte)'\n');
            counted = start;
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                current = open.Peek().Path.Member(reader.GetString() ?? "");
                _lines[current.ToString()] = line;
                named = true;
                continue;
            }
            if (!named && open.TryPop(out var list))
            {
                current = list.Path.Item(list.Count);
                open.Push(list with { Count = list.Count + 1 });
            }
            if (!named)
                _lines[current.ToString()] = line;
            named = false;
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                open.Push(new Container(current, 0));
        }
    }

    /// <summary>Takes lines that are known.</summary>
    public JsonLines(IReadOnlyDictionary<string, int> lines) => _lines = new(lines, StringComparer.Ordinal);

    /// <summary>The line, counted from 1, where the value at the path begins, or else the nearest value around it.</summary>
    public int Of(JsonPath path)
    {
        for (var place = path; place is not null; place = place.Parent)
        {
            if (_lines.TryGetValue(place.ToString(), out var line))
                return line;
        }
        return 1;
    }

    private readonly record struct Container(JsonPath Path, int Count);
}
