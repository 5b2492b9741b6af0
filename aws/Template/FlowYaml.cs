using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StudyLake.Aws.Template;

/// <summary>JSON as the flow style of YAML: what fits on a line is on one, the rest is broken and indented.</summary>
internal static class FlowYaml
{
    private const int Width = 120;

    // YAML 1.1 knows JSON's escapes but those of surrogate pairs, which stay as they are.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One member of a block mapping.</summary>
    public static void Member(StringBuilder text, string name, JsonNode? value, int indent)
    {
        text.Append(' ', indent).Append(name).Append(": ");
        Write(text, value, indent, indent + name.Length + 2);
        text.Append('\n');
    }

    private static void Write(StringBuilder text, JsonNode? node, int indent, int column)
    {
        var line = Line(node);
        if (column + line.Length <= Width || node is JsonValue or null)
        {
            text.Append(line);
            return;
        }
        var (open, close) = node is JsonObject ? ('{', '}') : ('[', ']');
        text.Append(open).Append('\n');
        if (node is JsonObject value)
        {
            foreach (var (name, member) in value)
            {
                var key = Line(JsonValue.Create(name)) + ": ";
                Item(text, key, member, indent + 2);
            }
        }
        else
        {
            foreach (var item in node.AsArray())
                Item(text, "", item, indent + 2);
        }
        text.Append(' ', indent).Append(close);
    }

    private static void Item(StringBuilder text, string key, JsonNode? node, int indent)
    {
        text.Append(' ', indent).Append(key);
        Write(text, node, indent, indent + key.Length + 1);
        text.Append(",\n");
    }

    private static string Line(JsonNode? node)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Options))
        {
            if (node is null)
                writer.WriteNullValue();
            else
                node.WriteTo(writer);
        }
        return Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }
}
