using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace StudyLake.Events;

/// <summary>An event as one line of the log: UTF-8 JSON without line breaks, members in a fixed order, nulls left out.</summary>
public static class EventJson
{
    // Only what JSON itself demands is escaped: headers in Japanese or Greek stay readable and short. Whoever puts a
    // value on a page encodes it there.
    private static readonly EventJsonContext Context = new(
        new JsonSerializerOptions(EventJsonContext.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }
    );

    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the event without a line end.</summary>
    public static void Write(IBufferWriter<byte> output, StudyEvent studyEvent)
    {
        using var writer = new Utf8JsonWriter(output, WriterOptions);
        JsonSerializer.Serialize(writer, studyEvent, Context.StudyEvent);
    }

    /// <summary>The event as UTF-8 bytes without a line end.</summary>
    public static byte[] ToUtf8(StudyEvent studyEvent) =>
        JsonSerializer.SerializeToUtf8Bytes(studyEvent, Context.StudyEvent);

    /// <summary>Reads one line of the log; one of an older schema version is upcast first.</summary>
    /// <exception cref="JsonException">Not an event: the message says what was expected and where.</exception>
    public static StudyEvent Read(ReadOnlySpan<byte> line) => Read(line, Upcasters.All);

    /// <summary>As <see cref="Read(ReadOnlySpan{byte})"/>, with the given upcasters in place of the published ones.</summary>
    /// <exception cref="JsonException">Not an event, or of a newer schema version than the upcasters lead to.</exception>
    public static StudyEvent Read(ReadOnlySpan<byte> line, IReadOnlyList<Upcaster> upcasters)
    {
        var version = SchemaVersion(line);
        var current = upcasters.Count + 1;
        if (version < 1 || version > current)
            throw new JsonException($"Expected schema_version 1 to {current}, found {version}.");
        if (version == current)
            return NotNull(JsonSerializer.Deserialize(line, Context.StudyEvent));
        var json = NotNull(JsonNode.Parse(line)?.AsObject());
        foreach (var upcaster in upcasters.Skip(version - 1))
            json = upcaster(json);
        return NotNull(json.Deserialize(Context.StudyEvent));
    }

    /// <summary>The line of a requeue, without a line end.</summary>
    public static byte[] ToUtf8(SegmentRequeued requeue) =>
        JsonSerializer.SerializeToUtf8Bytes(requeue, Context.SegmentRequeued);

    /// <summary>Reads the line of a requeue; null when it is one of anything else.</summary>
    public static SegmentRequeued? ReadRequeue(ReadOnlySpan<byte> line)
    {
        try
        {
            return
                JsonSerializer.Deserialize(line, Context.SegmentRequeued)
                    is {
                        EventType: EventTypes.SegmentRequeued,
                        SchemaVersion: 1,
                        RecordedAt.Kind: DateTimeKind.Utc
                    } requeue
                ? requeue
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The serialiser of an ingest run, which stands beside the log.</summary>
    public static JsonTypeInfo<IngestRun> IngestRun => Context.IngestRun;

    /// <summary>The schema version of a line, read without the rest.</summary>
    /// <exception cref="JsonException">No JSON object, or without a whole number as schema_version.</exception>
    public static int SchemaVersion(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("Expected a JSON object at byte 0.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals("schema_version"u8);
            reader.Read();
            if (found)
                return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var version)
                    ? version
                    : throw new JsonException("Expected a whole number as schema_version.");
            reader.Skip();
        }
        throw new JsonException("Expected schema_version, found none.");
    }

    private static T NotNull<T>(T? value)
        where T : class => value ?? throw new JsonException("Expected an event, found null.");
}
