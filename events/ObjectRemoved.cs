using System.Text.Json.Serialization;

namespace StudyLake.Events;

/// <summary>An object, or one version of it, is gone.</summary>
public sealed record ObjectRemoved : StudyEvent
{
    /// <inheritdoc />
    [JsonIgnore]
    public override string EventType => EventTypes.ObjectRemoved;

    /// <summary>What removed it.</summary>
    public required RemovalCause Cause { get; init; }
}
