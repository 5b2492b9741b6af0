using System.Text.Json;

namespace StudyLake.Aws.JsonRpc;

/// <summary>The JSON document of an answer.</summary>
internal static class JsonBody
{
    /// <summary>The body of a success; one without a byte counts as an empty object.</summary>
    /// <exception cref="JsonException">The body is no JSON.</exception>
    public static JsonDocument Parse(Stream stream)
    {
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.Length == 0
            ? JsonDocument.Parse("{}")
            : JsonDocument.Parse(content.GetBuffer().AsMemory(0, (int)content.Length));
    }

    /// <summary>The body of an error, which may come from a proxy and be anything: an empty object unless it is JSON.</summary>
    public static JsonDocument ParseOrNothing(string? text)
    {
        try
        {
            return JsonDocument.Parse(string.IsNullOrWhiteSpace(text) ? "{}" : text);
        }
        catch (JsonException)
        {
            return JsonDocument.Parse("{}");
        }
    }
}
