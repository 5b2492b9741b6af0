using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using StudyLake.Cli.Log;
using StudyLake.Events;

namespace StudyLake.Benchmarks.Lake;

/// <summary>Any number of events, made of those of a demo hospital: each copy of the hospital has identities of its own.</summary>
internal sealed class LakeLines
{
    private static readonly string[] Identities = ["study_instance_uid", "series_instance_uid", "sop_instance_uid"];

    private readonly List<JsonObject> _events = [];

    /// <summary>Reads the log of a lake.</summary>
    public LakeLines(string lake)
    {
        foreach (var segment in FolderEventLog.Segments(lake))
        {
            using var stream = File.OpenRead(Path.Combine(lake, segment.Path));
            using var gzip = new System.IO.Compression.GZipStream(
                stream,
                System.IO.Compression.CompressionMode.Decompress
            );
            using var reader = new StreamReader(gzip);
            while (reader.ReadLine() is { } line)
                _events.Add(JsonNode.Parse(line)?.AsObject() ?? []);
        }
    }

    /// <summary>The line at a place, recorded at that time.</summary>
    public byte[] Line(int index, DateTime recordedAt)
    {
        var copy = index / _events.Count;
        var made = _events[index % _events.Count].DeepClone().AsObject();
        var objectId = (string?)made["object_id"] ?? "";
        // As evenly spread as the hashes that object ids are.
        made["object_id"] = Base32.Encode(SHA256.HashData(Encoding.ASCII.GetBytes($"{objectId} {copy}")).AsSpan(0, 16));
        made["event_id"] = $"{copy:D6}{((string?)made["event_id"] ?? "")[6..]}";
        made["recorded_at"] = recordedAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        if (made["attributes"] is JsonObject attributes)
        {
            foreach (var name in Identities.Where(attributes.ContainsKey))
                attributes[name] = $"{(string?)attributes[name]}.{copy}";
        }
        using var bytes = new MemoryStream();
        using (
            var writer = new System.Text.Json.Utf8JsonWriter(
                bytes,
                new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            )
        )
            made.WriteTo(writer);
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }
}
