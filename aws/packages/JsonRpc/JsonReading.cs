using System.Text.Json;
using Amazon;

namespace StudyLake.Aws.JsonRpc;

/// <summary>Reads members of a JSON object; an absent one and one that is null are null.</summary>
internal static class JsonReading
{
    public static string? Text(this JsonElement json, string name) => Member(json, name)?.GetString();

    public static int? Int32(this JsonElement json, string name) => Member(json, name)?.GetInt32();

    public static long? Int64(this JsonElement json, string name) => Member(json, name)?.GetInt64();

    public static double? Double(this JsonElement json, string name) => Member(json, name)?.GetDouble();

    public static bool? Boolean(this JsonElement json, string name) => Member(json, name)?.GetBoolean();

    /// <summary>A timestamp, in the protocol a number of seconds since 1970, with fractions; UTC.</summary>
    public static DateTime? Timestamp(this JsonElement json, string name) =>
        Member(json, name) is { } value ? DateTime.UnixEpoch.AddSeconds(value.GetDouble()) : null;

    /// <summary>Bytes, in the protocol base64.</summary>
    public static MemoryStream? Blob(this JsonElement json, string name) =>
        Member(json, name) is { } value ? new MemoryStream(value.GetBytesFromBase64()) : null;

    public static T? Structure<T>(this JsonElement json, string name, Func<JsonElement, T> read)
        where T : class => Member(json, name) is { } value ? read(value) : null;

    /// <summary>A list; null when absent unless <see cref="AWSConfigs.InitializeCollections"/>.</summary>
    public static List<T>? List<T>(this JsonElement json, string name, Func<JsonElement, T> read)
    {
        if (Member(json, name) is not { } array)
            return AWSConfigs.InitializeCollections ? [] : null;
        var list = new List<T>(array.GetArrayLength());
        foreach (var item in array.EnumerateArray())
            list.Add(read(item));
        return list;
    }

    public static List<string?>? Texts(this JsonElement json, string name) =>
        json.List(name, static item => item.GetString());

    private static JsonElement? Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty(name, out var value)
        && value.ValueKind != JsonValueKind.Null
            ? value
            : null;
}
