using System.Text;
using System.Text.Json;

namespace StudyLake.Transform;

/// <summary>Reads a line of the log as our own writer writes it, by comparing it with the line before.</summary>
/// <remarks>
/// <para>
/// Members that are the same byte for byte, in the same object, mean the same, so nothing of them is looked at: neither
/// name, nor quotation marks, nor whether it is UTF-8. Events of a series differ in some ten of seventy members.
/// </para>
/// <para>
/// On any surprise, such as white space, an unknown member or a value of the wrong type, it gives up and the strict
/// reader reads the whole line; so it may refuse what is valid but accepts nothing else.
/// </para>
/// </remarks>
internal sealed class LineScanner
{
    private readonly EventTables _tables;
    private readonly EventFields _fields;
    private readonly ValueScanner _values;
    private readonly int _schemaVersion;
    private readonly EventMemberKind[] _kinds;
    private readonly byte[][] _prefixes;
    private readonly LineTarget[] _targets;
    private readonly TextColumn?[] _texts;
    private readonly NumberColumn?[] _numbers;

    // The index of the first member of each object; the members of an object follow each other.
    private readonly int[] _first;
    private byte[] _before = new byte[1 << 12];
    private LinePart[] _parts = new LinePart[128];
    private int _count;
    private LinePart[] _made = new LinePart[128];

    public LineScanner(EventTables tables, EventFields fields, int schemaVersion)
    {
        _tables = tables;
        _fields = fields;
        _values = new ValueScanner(fields.Values);
        _schemaVersion = schemaVersion;
        EventMember[] members =
        [
            .. fields.Members,
            .. fields.Attributes.Columns.Select(EventMember.Plain),
            .. fields.Texts.Columns.Select(EventMember.Plain),
        ];
        _first = [0, fields.Members.Length, fields.Members.Length + fields.Attributes.Columns.Count, members.Length];
        _kinds = [.. members.Select(member => member.Kind)];
        _prefixes = [.. members.Select(member => Encoding.UTF8.GetBytes($"\"{member.Name}\":"))];
        _targets = [.. members.Select((member, index) => Target(member, isText: index >= _first[(int)LineLevel.Text]))];
        _texts = [.. members.Select(member => member.Column as TextColumn)];
        _numbers = [.. members.Select(member => member.Column as NumberColumn)];
    }

    /// <summary>Sets the columns of a line; false when it gave up.</summary>
    public bool TryRead(ReadOnlySpan<byte> line, ref EventRow row)
    {
        if (line.IsEmpty || line[0] != '{')
            return false;
        var (position, place, part, made, level) = (1, 1, 0, 0, LineLevel.Event);
        while (level != LineLevel.End)
        {
            var rest = line[position..];
            var same = LevelOf(part) == level ? rest.CommonPrefixLength(_before.AsSpan(place)) : 0;
            Reserve(ref _made, made + _count - part + 1);
            for (; part < _count && IsSame(_parts[part], same); part++)
            {
                var copied = _parts[part];
                Set(copied, ref row);
                _made[made++] = copied;
                (same, position, place) = (same - copied.Length, position + copied.Length, place + copied.Length);
                level = copied.Next;
            }
            if (level == LineLevel.End)
                break;
            rest = line[position..];
            var isKnown = LevelOf(part) == level && part < _count && _prefixes[_parts[part].Member].Length <= same;
            var member = isKnown ? _parts[part].Member : Find(rest, level, made == 0 ? -1 : _made[made - 1].Member);
            if (member < 0)
                return false;
            if (!isKnown && SkipTo(member, ref part, ref place))
                continue;
            if (!TryReadMember(rest, member, level, ref row, out var read))
                return false;
            if (isKnown)
                place += _parts[part++].Length;
            _made[made++] = read;
            (position, level) = (position + read.Length, read.Next);
        }
        if (position != line.Length)
            return false;
        Keep(line, made);
        return true;
    }

    private static LineTarget Target(EventMember member, bool isText) =>
        member switch
        {
            { Kind: not EventMemberKind.Plain } => LineTarget.Event,
            { Column: TextColumn } => isText ? LineTarget.FreeText : LineTarget.EventText,
            _ when !isText => LineTarget.EventNumber,
            _ => throw new NotSupportedException($"Expected {member.Name} to be text, as all of study_text."),
        };

    // Where a part stands follows from the one before it.
    private LineLevel LevelOf(int part) => part == 0 ? LineLevel.Event : _parts[part - 1].Next;

    private bool IsSame(in LinePart part, int same) =>
        _kinds[part.Member] switch
        {
            // Errors of fields become rows, which no other line's rows stand for.
            EventMemberKind.FieldErrors => false,
            // Whether the object has members shows in what follows its brace.
            EventMemberKind.Attributes or EventMemberKind.Text => part.Length < same,
            _ => part.Length <= same,
        };

    private int Find(ReadOnlySpan<byte> text, LineLevel level, int previous)
    {
        var (first, end) = (_first[(int)level], _first[(int)level + 1]);
        var begin = previous + 1 >= first && previous + 1 < end ? previous + 1 : first;
        for (var i = begin; i < end; i++)
        {
            if (text.StartsWith(_prefixes[i]))
                return i;
        }
        for (var i = first; i < begin; i++)
        {
            if (text.StartsWith(_prefixes[i]))
                return i;
        }
        return -1;
    }

    // What the line before has in between is not in this line; what it does not have is new in this one.
    private bool SkipTo(int member, ref int part, ref int place)
    {
        var length = 0;
        for (var i = part; i < _count; length += _parts[i++].Length)
        {
            if (_parts[i].Member != member)
                continue;
            (part, place) = (i, place + length);
            return true;
        }
        return false;
    }

    private bool TryReadMember(
        ReadOnlySpan<byte> text,
        int member,
        LineLevel level,
        ref EventRow row,
        out LinePart part
    )
    {
        part = default;
        var prefix = _prefixes[member].Length;
        if (!TryReadValue(text[prefix..], member, row, out var length, out var value))
            return false;
        length += prefix;
        var next = _kinds[member] switch
        {
            EventMemberKind.Attributes => LineLevel.Attributes,
            EventMemberKind.Text => LineLevel.Text,
            _ => level,
        };
        // An object that was opened here has its members in parts of their own, if it has any.
        if (next == level || (length < text.Length && text[length] == '}'))
        {
            if (!TryClose(text, ref length, ref next))
                return false;
        }
        var target = value is null && _kinds[member] == EventMemberKind.Plain ? LineTarget.None : _targets[member];
        part = new LinePart(member, length, next, target, value.GetValueOrDefault());
        Set(part, ref row);
        return true;
    }

    private static bool TryClose(ReadOnlySpan<byte> text, ref int length, ref LineLevel level)
    {
        for (; length < text.Length && text[length] == '}'; length++)
        {
            if (level == LineLevel.End)
                return false;
            level = level == LineLevel.Event ? LineLevel.End : LineLevel.Event;
        }
        return level == LineLevel.End || (length < text.Length && text[length++] == ',');
    }

    private bool TryReadValue(ReadOnlySpan<byte> text, int member, in EventRow row, out int length, out long? value)
    {
        length = 1;
        value = null;
        switch (_kinds[member])
        {
            case EventMemberKind.Plain:
                return _texts[member] is { } texts
                    ? _values.TryReadText(text, texts.Pool, out length, out value)
                    : _numbers[member] is { } numbers
                        && ValueScanner.TryReadNumber(text, numbers.Column.Type, out length, out value);
            case EventMemberKind.EventId:
                return ValueScanner.TryReadPlain(text, out length);
            case EventMemberKind.SchemaVersion:
                return ValueScanner.TryReadNumber(text, Events.ColumnType.Integer, out length, out value)
                    && value == _schemaVersion;
            case EventMemberKind.Attributes or EventMemberKind.Text:
                return !text.IsEmpty && text[0] == '{';
            case EventMemberKind.FieldErrors:
                _tables.Issues.Truncate(row.IssueRow);
                return TryReadErrors(text, out length);
            default:
                if (!ValueScanner.TryReadPlain(text, out length))
                    return false;
                value = List(member).Find(text[1..(length - 1)]);
                return value >= 0;
        }
    }

    private bool TryReadErrors(ReadOnlySpan<byte> text, out int length)
    {
        length = 0;
        // One level less than in the whole line.
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = 63 });
        try
        {
            if (!reader.Read() || _fields.FieldErrors.Read(ref reader) is not null)
                return false;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The strict reader says where and why.
            return false;
        }
        length = (int)reader.BytesConsumed;
        return System.Text.Unicode.Utf8.IsValid(text[..length]);
    }

    private ClosedText List(int member) =>
        _kinds[member] switch
        {
            EventMemberKind.EventType => _fields.EventTypes,
            EventMemberKind.Reason => _fields.Reasons,
            _ => _fields.Causes,
        };

    private void Set(in LinePart part, ref EventRow row)
    {
        switch (part.Target)
        {
            case LineTarget.EventText:
                _texts[part.Member]?.SetId(row.Row, (int)part.Value);
                break;
            case LineTarget.EventNumber:
                _numbers[part.Member]?.Set(row.Row, part.Value);
                break;
            case LineTarget.FreeText:
                _texts[part.Member]?.SetId(row.TextRow, (int)part.Value);
                break;
            case LineTarget.Event:
                SetEvent(part, ref row);
                break;
        }
    }

    private void SetEvent(in LinePart part, ref EventRow row)
    {
        switch (_kinds[part.Member])
        {
            case EventMemberKind.EventType:
                row.Type = (int)part.Value;
                break;
            case EventMemberKind.EventId:
                row.HasId = true;
                break;
            case EventMemberKind.SchemaVersion:
                row.HasVersion = true;
                break;
            case EventMemberKind.Attributes:
                row.HasAttributes = true;
                break;
            case EventMemberKind.Text when _tables.Texts.Count == row.TextRow:
                _tables.Texts.Add();
                break;
            case EventMemberKind.Reason:
                row.Reason = (int)part.Value;
                break;
            case EventMemberKind.Cause:
                row.Cause = (int)part.Value;
                break;
        }
    }

    private void Keep(ReadOnlySpan<byte> line, int made)
    {
        if (_before.Length < line.Length)
            _before = new byte[2 * line.Length];
        line.CopyTo(_before);
        (_parts, _made, _count) = (_made, _parts, made);
    }

    private static void Reserve(ref LinePart[] parts, int count)
    {
        if (parts.Length < count)
            Array.Resize(ref parts, Math.Max(count, 2 * parts.Length));
    }
}
