namespace StudyLake.Transform;

/// <summary>How a member of an event is read.</summary>
internal enum EventMemberKind
{
    /// <summary>Into one column.</summary>
    Plain,

    /// <summary><c>event_type</c>.</summary>
    EventType,

    /// <summary><c>event_id</c>, which must be there and is not kept.</summary>
    EventId,

    /// <summary><c>schema_version</c>.</summary>
    SchemaVersion,

    /// <summary><c>attributes</c>, an object of columns.</summary>
    Attributes,

    /// <summary><c>text</c>, an object of columns.</summary>
    Text,

    /// <summary><c>reason</c> of a rejection.</summary>
    Reason,

    /// <summary><c>cause</c> of a removal.</summary>
    Cause,

    /// <summary><c>field_errors</c>.</summary>
    FieldErrors,
}

/// <summary>A member of an event.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">How it is read.</param>
/// <param name="Column">Where a plain one goes; null for the others.</param>
internal sealed record EventMember(string Name, EventMemberKind Kind, ColumnBuffer? Column = null)
{
    /// <summary>One that goes into the column of its name.</summary>
    public static EventMember Plain(ColumnBuffer column) => new(column.Column.Name, EventMemberKind.Plain, column);
}
