using System.Collections.Immutable;
using System.Text.Json;
using StudyLake.Events;

namespace StudyLake.Transform;

/// <summary>Adds the rows of one event that is of the current schema version.</summary>
internal sealed class EventRowReader
{
    private readonly EventTables _tables;
    private readonly int _schemaVersion;
    private readonly EventFields _fields;
    private readonly MemberNames _names;
    private readonly LineScanner _scanner;
    private readonly ImmutableArray<ColumnBuffer> _required;
    private readonly TextColumn _eventType;
    private readonly TextColumn _rejectionReason;
    private readonly TextColumn _removalCause;
    private readonly NumberColumn _fieldErrorCount;

    public EventRowReader(EventTables tables, int schemaVersion)
    {
        _tables = tables;
        _schemaVersion = schemaVersion;
        _fields = new EventFields(tables);
        _names = new MemberNames(_fields.Members.Select(member => member.Name));
        _scanner = new LineScanner(tables, _fields, schemaVersion);
        _eventType = tables.Events.Text("event_type");
        _rejectionReason = tables.Events.Text("rejection_reason");
        _removalCause = tables.Events.Text("removal_cause");
        _fieldErrorCount = tables.Events.Number("field_error_count");
        _required =
        [
            tables.Events.Text("source"),
            tables.Events.Text("object_id"),
            tables.Events.Text("order_key"),
            tables.Events.Number("extractor_version"),
            tables.Events.Text("privacy_profile"),
            tables.Events.Number("occurred_at"),
            tables.Events.Number("recorded_at"),
        ];
    }

    /// <summary>
    /// Adds the rows of a line that is as our own writer writes it; false when it gives up, which says nothing about the
    /// line. Then the caller drops what was added.
    /// </summary>
    public bool TryAdd(ReadOnlySpan<byte> line)
    {
        var row = Begin();
        return _scanner.TryRead(line, ref row) && Complete(row) is null;
    }

    /// <summary>Adds the rows; null when it did. Otherwise the caller drops what was added before the fault.</summary>
    /// <exception cref="JsonException">Not JSON.</exception>
    /// <exception cref="InvalidOperationException">An escaped surrogate without its other half.</exception>
    public QuarantineReason? Add(ReadOnlySpan<byte> line, bool checkVersion)
    {
        var reader = new Utf8JsonReader(line);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            // Whether the rest is JSON decides the reason.
            reader.Skip();
            reader.Read();
            return QuarantineReason.NotAnEvent;
        }
        var read = Begin();
        read.HasVersion = !checkVersion;
        _names.Restart();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = _names.Find(ref reader);
            reader.Read();
            if (member < 0)
                reader.Skip();
            else if (ReadMember(ref reader, _fields.Members[member], ref read, checkVersion) is { } reason)
                return reason;
        }
        // Nothing but white space may follow: the reader throws on anything else.
        reader.Read();
        return Complete(read);
    }

    private EventRow Begin() => new(_tables.Events.Add(), _tables.Texts.Count, _tables.Issues.Count);

    private QuarantineReason? ReadMember(
        ref Utf8JsonReader reader,
        EventMember member,
        ref EventRow line,
        bool checkVersion
    )
    {
        switch (member.Kind)
        {
            case EventMemberKind.Plain:
                return member.Column is { } column && _fields.Values.TryRead(ref reader, column, line.Row)
                    ? null
                    : QuarantineReason.InvalidMember;
            case EventMemberKind.EventType:
                line.Type = _fields.EventTypes.Find(ref reader, _fields.Values);
                return line.Type < 0 ? QuarantineReason.UnknownEventType : null;
            case EventMemberKind.EventId:
                line.HasId = reader.TokenType == JsonTokenType.String;
                return line.HasId ? null : QuarantineReason.InvalidMember;
            case EventMemberKind.SchemaVersion:
                line.HasVersion = true;
                return
                    !checkVersion
                    || (
                        reader.TokenType == JsonTokenType.Number
                        && reader.TryGetInt32(out var version)
                        && version == _schemaVersion
                    )
                    ? null
                    : QuarantineReason.NewerSchemaVersion;
            case EventMemberKind.Attributes:
                line.HasAttributes = reader.TokenType == JsonTokenType.StartObject;
                return _fields.Attributes.Read(ref reader, line.Row);
            case EventMemberKind.Text:
                if (_tables.Texts.Count == line.TextRow)
                    _tables.Texts.Add();
                return _fields.Texts.Read(ref reader, line.TextRow);
            case EventMemberKind.Reason:
                return ReadClosed(ref reader, _fields.Reasons, ref line.Reason);
            case EventMemberKind.Cause:
                return ReadClosed(ref reader, _fields.Causes, ref line.Cause);
            default:
                _tables.Issues.Truncate(line.IssueRow);
                return _fields.FieldErrors.Read(ref reader);
        }
    }

    private QuarantineReason? ReadClosed(ref Utf8JsonReader reader, ClosedText list, ref int index)
    {
        index = list.Find(ref reader, _fields.Values);
        // Another event type may have a member of this name with another meaning, so the verdict waits for the type.
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            reader.Skip();
        return null;
    }

    private QuarantineReason? Complete(in EventRow line)
    {
        if (!line.HasVersion || !line.HasId || line.Type == EventRow.Absent)
            return QuarantineReason.NotAnEvent;
        foreach (var column in _required)
        {
            if (column.IsNull(line.Row))
                return QuarantineReason.NotAnEvent;
        }
        var type = _fields.EventTypes.Names[line.Type];
        _eventType.Set(line.Row, _fields.EventTypes.Utf8(line.Type));
        switch (type)
        {
            case EventTypes.InstanceStored when !line.HasAttributes:
            case EventTypes.ObjectRejected when line.Reason == EventRow.Absent:
            case EventTypes.ObjectRemoved when line.Cause == EventRow.Absent:
                return QuarantineReason.NotAnEvent;
            case EventTypes.ObjectRejected when line.Reason < 0:
            case EventTypes.ObjectRemoved when line.Cause < 0:
                return QuarantineReason.InvalidMember;
            case EventTypes.ObjectRejected:
                _rejectionReason.Set(line.Row, _fields.Reasons.Utf8(line.Reason));
                break;
            case EventTypes.ObjectRemoved:
                _removalCause.Set(line.Row, _fields.Causes.Utf8(line.Cause));
                break;
        }
        if (type != EventTypes.InstanceStored)
        {
            _fields.Attributes.Clear(line.Row);
            _tables.Texts.Truncate(line.TextRow);
        }
        if (_tables.Texts.Count > line.TextRow && !_fields.Texts.HasAny(line.TextRow))
            _tables.Texts.Truncate(line.TextRow);
        _fieldErrorCount.Set(line.Row, _tables.Issues.Count - line.IssueRow);
        _tables.CopyIdentity(line.Row, line.TextRow, line.IssueRow);
        return null;
    }
}
