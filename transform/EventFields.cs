using System.Collections.Immutable;
using StudyLake.Events;

namespace StudyLake.Transform;

/// <summary>The members of an event and where their values go.</summary>
internal sealed class EventFields
{
    public EventFields(EventTables tables)
    {
        Attributes = new PayloadReader(tables.Events, ColumnGroup.Attributes, Values);
        Texts = new PayloadReader(tables.Texts, ColumnGroup.Text, Values);
        FieldErrors = new FieldErrorReader(tables.Issues, Values);
        Members =
        [
            new("event_type", EventMemberKind.EventType),
            new("event_id", EventMemberKind.EventId),
            new("schema_version", EventMemberKind.SchemaVersion),
            Plain("source"),
            Plain("object_id"),
            Plain("version_id"),
            Plain("order_key"),
            Plain("occurred_at"),
            Plain("recorded_at"),
            Plain("object_bytes"),
            Plain("header_bytes_read"),
            Plain("extractor_version"),
            Plain("privacy_profile"),
            new("attributes", EventMemberKind.Attributes),
            new("text", EventMemberKind.Text),
            new("reason", EventMemberKind.Reason),
            new("cause", EventMemberKind.Cause),
            new("field_errors", EventMemberKind.FieldErrors),
        ];

        EventMember Plain(string name) => EventMember.Plain(tables.Events.Column(name));
    }

    /// <summary>The members of its object, in the order in which our own writer writes them.</summary>
    public ImmutableArray<EventMember> Members { get; }

    /// <summary>Reads one value.</summary>
    public ColumnReader Values { get; } = new();

    /// <summary><c>attributes</c>.</summary>
    public PayloadReader Attributes { get; }

    /// <summary><c>text</c>.</summary>
    public PayloadReader Texts { get; }

    /// <summary><c>field_errors</c>.</summary>
    public FieldErrorReader FieldErrors { get; }

    /// <summary>What <c>event_type</c> may be.</summary>
    public ClosedText EventTypes { get; } =
        new(
            Events.EventTypes.InstanceStored,
            Events.EventTypes.ObjectRejected,
            Events.EventTypes.ObjectRemoved,
            Events.EventTypes.ObjectSuperseded
        );

    /// <summary>What <c>reason</c> may be.</summary>
    public ClosedText Reasons { get; } = ClosedText.Of<RejectionReason>();

    /// <summary>What <c>cause</c> may be.</summary>
    public ClosedText Causes { get; } = ClosedText.Of<RemovalCause>();
}
