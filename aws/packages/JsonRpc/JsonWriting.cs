using System.Text.Json;
using Amazon;
using Amazon.Runtime;

namespace StudyLake.Aws.JsonRpc;

/// <summary>Writes members of a request; one that is null is left out.</summary>
internal static class JsonWriting
{
    public static void Text(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    public static void Text(this Utf8JsonWriter json, string name, ConstantClass? value) =>
        json.Text(name, value?.Value);

    public static void Int32(this Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
    }

    public static void Boolean(this Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } truth)
            json.WriteBoolean(name, truth);
    }

    /// <summary>All of a stream's bytes, wherever its position is, as base64.</summary>
    public static void Blob(this Utf8JsonWriter json, string name, MemoryStream? value)
    {
        if (value is null)
            return;
        json.WriteBase64String(name, value.TryGetBuffer(out var bytes) ? bytes : value.ToArray());
    }

    public static void Structure<T>(
        this Utf8JsonWriter json,
        string name,
        T? value,
        Action<Utf8JsonWriter, T> writeMembers
    )
        where T : class
    {
        if (value is null)
            return;
        json.WriteStartObject(name);
        writeMembers(json, value);
        json.WriteEndObject();
    }

    /// <summary>A list; an empty one is left out where collections begin as empty ones, for then it says nothing.</summary>
    public static void List<T>(
        this Utf8JsonWriter json,
        string name,
        IReadOnlyCollection<T>? values,
        Action<Utf8JsonWriter, T> writeItem
    )
    {
        if (values is null || (values.Count == 0 && AWSConfigs.InitializeCollections))
            return;
        json.WriteStartArray(name);
        foreach (var value in values)
            writeItem(json, value);
        json.WriteEndArray();
    }

    public static void Texts(this Utf8JsonWriter json, string name, IReadOnlyCollection<string>? values) =>
        json.List(name, values, static (writer, value) => writer.WriteStringValue(value));
}
