using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudyLake.Cli.Log;
using StudyLake.Events;

namespace StudyLake.Benchmarks.Lake;

/// <summary>Any number of events, made of those of a demo hospital: each copy of the hospital has identities of its own.</summary>
/// <remarks>Safe for several threads.</remarks>
internal sealed class LakeLines
{
    // No text of an event has them.
    private const char CopyMark = '\uE000';
    private const char ObjectMark = '\uE001';
    private const char EventMark = '\uE002';
    private const char TimeMark = '\uE003';

    // A reference that kept its name would link studies of every copy with those of the first.
    private static readonly string[] Identities =
    [
        "study_instance_uid",
        "series_instance_uid",
        "sop_instance_uid",
        "referenced_sop_instance_uids",
    ];

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly List<Template> _events = [];

    /// <summary>Reads the log of a lake.</summary>
    public LakeLines(string lake)
    {
        foreach (var segment in FolderEventLog.Segments(lake))
        {
            using var stream = File.OpenRead(Path.Combine(lake, segment.Path));
            using var gzip = new GZipStream(stream, CompressionMode.Decompress);
            using var reader = new StreamReader(gzip);
            while (reader.ReadLine() is { } line)
                _events.Add(Marked(JsonNode.Parse(line)?.AsObject() ?? []));
        }
    }

    /// <summary>The line at a place, recorded at that time.</summary>
    public byte[] Line(int index, DateTime recordedAt)
    {
        var copy = index / _events.Count;
        var template = _events[index % _events.Count];
        var line = new StringBuilder(template.Line.Length + 200);
        foreach (var letter in template.Line)
        {
            _ = letter switch
            {
                CopyMark => line.Append('.').Append(CultureInfo.InvariantCulture, $"{copy}"),
                // As evenly spread as the hashes that object ids are.
                ObjectMark => line.Append(
                    Base32.Encode(SHA256.HashData(Encoding.ASCII.GetBytes($"{template.ObjectId} {copy}")).AsSpan(0, 16))
                ),
                EventMark => line.Append(CultureInfo.InvariantCulture, $"{copy:D6}{template.EventId[6..]}"),
                TimeMark => line.Append(CultureInfo.InvariantCulture, $"{recordedAt:O}"),
                _ => line.Append(letter),
            };
        }
        return Encoding.UTF8.GetBytes(line.Append('\n').ToString());
    }

    private static Template Marked(JsonObject made)
    {
        var (objectId, eventId) = ((string?)made["object_id"] ?? "", (string?)made["event_id"] ?? "");
        made["object_id"] = $"{ObjectMark}";
        made["event_id"] = $"{EventMark}";
        made["recorded_at"] = $"{TimeMark}";
        if (made["attributes"] is JsonObject attributes)
        {
            // Attributes of several values have a backslash between them.
            foreach (var name in Identities.Where(attributes.ContainsKey))
                attributes[name] = string.Join(
                    '\\',
                    ((string?)attributes[name] ?? "").Split('\\').Select(uid => $"{uid}{CopyMark}")
                );
        }
        return new Template(objectId, eventId, Unescaped(made.ToJsonString(Plain)));
    }

    // Characters for private use are escaped by every encoder.
    private static string Unescaped(string json) =>
        new[] { CopyMark, ObjectMark, EventMark, TimeMark }.Aggregate(
            json,
            (text, mark) => text.Replace($"\\u{(int)mark:X4}", $"{mark}", StringComparison.Ordinal)
        );

    /// <summary>One event with marks where copies differ.</summary>
    private sealed record Template(string ObjectId, string EventId, string Line);
}
