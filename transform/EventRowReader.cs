using System.Collections.Immutable;
using System.Text.Json;
using StudyLake.Events;

namespace StudyLake.Transform;

/// <summary>Adds the rows of one event that is of the current schema version.</summary>
internal sealed class EventRowReader
{
    private readonly EventTables _tables;
    private readonly int _schemaVersion;
    private readonly ColumnReader _values = new();
    private readonly MemberNames _members;
    private readonly (Member Kind, ColumnBuffer? Column)[] _kinds;
    private readonly PayloadReader _attributes;
    private readonly PayloadReader _texts;
    private readonly FieldErrorReader _fieldErrors;
    private readonly ClosedText _eventTypes = new(
        EventTypes.InstanceStored,
        EventTypes.ObjectRejected,
        EventTypes.ObjectRemoved,
        EventTypes.ObjectSuperseded
    );
    private readonly ClosedText _reasons = ClosedText.Of<RejectionReason>();
    private readonly ClosedText _causes = ClosedText.Of<RemovalCause>();
    private readonly ImmutableArray<ColumnBuffer> _required;
    private readonly TextColumn _eventType;
    private readonly TextColumn _rejectionReason;
    private readonly TextColumn _removalCause;
    private readonly NumberColumn _fieldErrorCount;

    public EventRowReader(EventTables tables, int schemaVersion)
    {
        _tables = tables;
        _schemaVersion = schemaVersion;
        _attributes = new PayloadReader(tables.Events, ColumnGroup.Attributes, _values);
        _texts = new PayloadReader(tables.Texts, ColumnGroup.Text, _values);
        _fieldErrors = new FieldErrorReader(tables.Issues, _values);
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
        (string Name, Member Kind, ColumnBuffer? Column)[] members =
        [
            ("event_type", Member.EventType, null),
            ("event_id", Member.EventId, null),
            ("schema_version", Member.SchemaVersion, null),
            Plain(tables.Events.Text("source")),
            Plain(tables.Events.Text("object_id")),
            Plain(tables.Events.Text("version_id")),
            Plain(tables.Events.Text("order_key")),
            Plain(tables.Events.Number("occurred_at")),
            Plain(tables.Events.Number("recorded_at")),
            Plain(tables.Events.Number("object_bytes")),
            Plain(tables.Events.Number("header_bytes_read")),
            Plain(tables.Events.Number("extractor_version")),
            Plain(tables.Events.Text("privacy_profile")),
            ("attributes", Member.Attributes, null),
            ("text", Member.Text, null),
            ("reason", Member.Reason, null),
            ("cause", Member.Cause, null),
            ("field_errors", Member.FieldErrors, null),
        ];
        _members = new MemberNames(members.Select(member => member.Name));
        _kinds = [.. members.Select(member => (member.Kind, member.Column))];
    }

    private enum Member
    {
        Plain,
        EventType,
        EventId,
        SchemaVersion,
        Attributes,
        Text,
        Reason,
        Cause,
        FieldErrors,
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
        var read = new Line(_tables.Events.Add(), _tables.Texts.Count, _tables.Issues.Count)
        {
            HasVersion = !checkVersion,
        };
        _members.Restart();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = _members.Find(ref reader);
            reader.Read();
            if (member < 0)
                reader.Skip();
            else if (ReadMember(ref reader, ref line, _kinds[member], ref read, checkVersion) is { } reason)
                return reason;
        }
        // Nothing but white space may follow: the reader throws on anything else.
        reader.Read();
        return Complete(read);
    }

    private QuarantineReason? ReadMember(
        ref Utf8JsonReader reader,
        ref ReadOnlySpan<byte> bytes,
        (Member Kind, ColumnBuffer? Column) member,
        ref Line line,
        bool checkVersion
    )
    {
        switch (member.Kind)
        {
            case Member.Plain:
                return member.Column is { } column && _values.TryRead(ref reader, column, line.Row)
                    ? null
                    : QuarantineReason.InvalidMember;
            case Member.EventType:
                line.Type = _eventTypes.Find(ref reader, _values);
                return line.Type < 0 ? QuarantineReason.UnknownEventType : null;
            case Member.EventId:
                line.HasId = reader.TokenType == JsonTokenType.String;
                return line.HasId ? null : QuarantineReason.InvalidMember;
            case Member.SchemaVersion:
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
            case Member.Attributes:
                line.HasAttributes = reader.TokenType == JsonTokenType.StartObject;
                return _attributes.Read(ref reader, ref bytes, line.Row);
            case Member.Text:
                if (_tables.Texts.Count == line.TextRow)
                    _tables.Texts.Add();
                return _texts.Read(ref reader, ref bytes, line.TextRow);
            case Member.Reason:
                return ReadClosed(ref reader, _reasons, ref line.Reason);
            case Member.Cause:
                return ReadClosed(ref reader, _causes, ref line.Cause);
            default:
                _tables.Issues.Truncate(line.IssueRow);
                return _fieldErrors.Read(ref reader);
        }
    }

    private QuarantineReason? ReadClosed(ref Utf8JsonReader reader, ClosedText list, ref int index)
    {
        index = list.Find(ref reader, _values);
        // Another event type may have a member of this name with another meaning, so the verdict waits for the type.
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            reader.Skip();
        return null;
    }

    private QuarantineReason? Complete(in Line line)
    {
        if (!line.HasVersion || !line.HasId || line.Type == Line.Absent)
            return QuarantineReason.NotAnEvent;
        foreach (var column in _required)
        {
            if (column.IsNull(line.Row))
                return QuarantineReason.NotAnEvent;
        }
        var type = _eventTypes.Names[line.Type];
        _eventType.Set(line.Row, _eventTypes.Utf8(line.Type));
        switch (type)
        {
            case EventTypes.InstanceStored when !line.HasAttributes:
            case EventTypes.ObjectRejected when line.Reason == Line.Absent:
            case EventTypes.ObjectRemoved when line.Cause == Line.Absent:
                return QuarantineReason.NotAnEvent;
            case EventTypes.ObjectRejected when line.Reason < 0:
            case EventTypes.ObjectRemoved when line.Cause < 0:
                return QuarantineReason.InvalidMember;
            case EventTypes.ObjectRejected:
                _rejectionReason.Set(line.Row, _reasons.Utf8(line.Reason));
                break;
            case EventTypes.ObjectRemoved:
                _removalCause.Set(line.Row, _causes.Utf8(line.Cause));
                break;
        }
        if (type != EventTypes.InstanceStored)
        {
            _attributes.Clear(line.Row);
            _tables.Texts.Truncate(line.TextRow);
        }
        if (_tables.Texts.Count > line.TextRow && !_texts.HasAny(line.TextRow))
            _tables.Texts.Truncate(line.TextRow);
        _fieldErrorCount.Set(line.Row, _tables.Issues.Count - line.IssueRow);
        _tables.CopyIdentity(line.Row, line.TextRow, line.IssueRow);
        return null;
    }

    private static (string, Member, ColumnBuffer?) Plain(ColumnBuffer column) =>
        (column.Column.Name, Member.Plain, column);

    // What is known of a line while it is read.
    private struct Line(int row, int textRow, int issueRow)
    {
        public const int Absent = int.MinValue;

        public readonly int Row = row;
        public readonly int TextRow = textRow;
        public readonly int IssueRow = issueRow;
        public int Type = Absent;
        public int Reason = Absent;
        public int Cause = Absent;
        public bool HasId;
        public bool HasVersion;
        public bool HasAttributes;
    }
}
