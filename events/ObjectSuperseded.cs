using System.Text.Json.Serialization;

namespace StudyLake.Events;

/// <summary>
/// An object had been replaced or removed before its header could be read. The change that replaced it has an event of
/// its own; until that arrives the object counts as pending, not as present.
/// </summary>
public sealed record ObjectSuperseded : StudyEvent
{
    /// <inheritdoc />
    [JsonIgnore]
    public override string EventType => EventTypes.ObjectSuperseded;
}
