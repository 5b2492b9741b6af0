using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudyLake.Dashboards.Review.Diff;

/// <summary>Writes changes as JSON for programs: <c>{"changes": [...]}</c>, members in camel case, nulls left out.</summary>
public static class DiffJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Writes it, in UTF-8.</summary>
    public static void Write(ImmutableArray<ElementChange> changes, Stream output)
    {
        JsonSerializer.Serialize(output, new { changes }, Options);
        output.WriteByte((byte)'\n');
    }
}
