using System.Text.Json.Serialization;

namespace StudyLake.Events;

/// <summary>An object was stored that is not usable DICOM. It stays counted, with its reason.</summary>
public sealed record ObjectRejected : StudyEvent
{
    /// <inheritdoc />
    [JsonIgnore]
    public override string EventType => EventTypes.ObjectRejected;

    /// <summary>Why.</summary>
    public required RejectionReason Reason { get; init; }
}
