using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using StudyLake.Events;

namespace StudyLake.Transform;

/// <summary>Reads lines of the log into the columns of the lake's tables.</summary>
/// <remarks>
/// Accepts what <see cref="EventJson.Read(ReadOnlySpan{byte})"/> accepts, without making an event of it: members of any
/// order, unknown ones ignored. A line that cannot be read leaves no row in any table.
/// </remarks>
internal sealed class EventLineReader(EventTables tables, IReadOnlyList<Upcaster> upcasters)
{
    private readonly EventRowReader _rows = new(tables, upcasters.Count + 1);

    /// <summary>Whether every line is read as JSON. Default false; it changes nothing but the time that it takes.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Reads one line; null when its rows were added, else why none were.</summary>
    public QuarantineReason? Read(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty)
            return QuarantineReason.EmptyLine;
        if (!IsStrict && TryAddAsExpected(line))
            return null;
        if (line.StartsWith(Encoding.UTF8.Preamble))
            return QuarantineReason.ByteOrderMark;
        if (!Utf8.IsValid(line))
            return QuarantineReason.InvalidUtf8;
        if (TryAdd(line, checkVersion: true) is not { } reason)
            return null;
        return reason == QuarantineReason.UnknownEventType && TryAddRequeue(line) ? null : Upcast(line, reason);
    }

    private bool TryAddAsExpected(ReadOnlySpan<byte> line)
    {
        var (events, texts, issues) = (tables.Events.Count, tables.Texts.Count, tables.Issues.Count);
        if (_rows.TryAdd(line))
            return true;
        tables.Truncate(events, texts, issues);
        return false;
    }

    private bool TryAddRequeue(ReadOnlySpan<byte> line)
    {
        if (EventJson.ReadRequeue(line) is not { } requeue)
            return false;
        var row = tables.Requeues.Add();
        tables.Requeues.Text("requeued_batch").Set(row, Encoding.UTF8.GetBytes(requeue.RequeuedBatch));
        tables.Requeues.Number("requeued_date").Set(row, requeue.RequeuedDate.DayNumber - UnixTime.EpochDay);
        tables.Requeues.Number("quarantined_count").Set(row, requeue.QuarantinedCount);
        tables.Requeues.Number("recorded_at").Set(row, UnixTime.Milliseconds(requeue.RecordedAt));
        return true;
    }

    private QuarantineReason? TryAdd(ReadOnlySpan<byte> line, bool checkVersion)
    {
        var (events, texts, issues) = (tables.Events.Count, tables.Texts.Count, tables.Issues.Count);
        QuarantineReason? reason;
        try
        {
            reason = _rows.Add(line, checkVersion);
        }
        catch (JsonException)
        {
            reason = line.Contains((byte)0) ? QuarantineReason.NulByte : QuarantineReason.InvalidJson;
        }
        catch (InvalidOperationException)
        {
            // Utf8JsonReader's answer to an escaped surrogate without its other half.
            reason = QuarantineReason.InvalidUtf8;
        }
        if (reason is null)
            return null;
        tables.Truncate(events, texts, issues);
        return reason;
    }

    // A line of another schema version may fail for any reason before its version is seen, so the version is asked last.
    private QuarantineReason? Upcast(ReadOnlySpan<byte> line, QuarantineReason reason)
    {
        if (reason is QuarantineReason.NulByte or QuarantineReason.InvalidJson or QuarantineReason.InvalidUtf8)
            return reason;
        try
        {
            var version = EventJson.SchemaVersion(line);
            if (version > upcasters.Count + 1)
                return QuarantineReason.NewerSchemaVersion;
            if (version < 1)
                return QuarantineReason.InvalidMember;
            if (version == upcasters.Count + 1)
                return reason;
            if (JsonNode.Parse(line) is not JsonObject json)
                return QuarantineReason.NotAnEvent;
            foreach (var upcaster in upcasters.Skip(version - 1))
                json = upcaster(json);
            return TryAdd(Bytes(json), checkVersion: false);
        }
        catch (Exception exception)
            when (exception
                    is JsonException
                        or InvalidOperationException
                        or FormatException
                        or ArgumentException
                        or KeyNotFoundException
            )
        {
            // An upcaster says so when the line is not what its version promises.
            return QuarantineReason.NotAnEvent;
        }
    }

    private static ReadOnlySpan<byte> Bytes(JsonObject json)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
            json.WriteTo(writer);
        return bytes.WrittenSpan;
    }
}
