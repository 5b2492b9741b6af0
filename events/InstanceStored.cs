using System.Text.Json.Serialization;

namespace StudyLake.Events;

/// <summary>An object was stored and its header was read.</summary>
public sealed record InstanceStored : StudyEvent
{
    /// <inheritdoc />
    [JsonIgnore]
    public override string EventType => EventTypes.InstanceStored;

    /// <summary>Coded and numeric facts of the header.</summary>
    [JsonConverter(typeof(AttributeGroupConverter))]
    public required AttributeValues Attributes { get; init; }

    /// <summary>Free text of the header, which may hold names; null when there is none or it is withheld.</summary>
    [JsonConverter(typeof(TextGroupConverter))]
    public AttributeValues? Text { get; init; }
}
