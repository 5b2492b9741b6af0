using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudyLake.Events;

/// <summary>One change of one object of a store: the envelope that every event type shares.</summary>
/// <remarks>
/// A published event is never changed. <c>events/examples</c> holds one of each type and version. Equality by value.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event_type")]
[JsonDerivedType(typeof(InstanceStored), EventTypes.InstanceStored)]
[JsonDerivedType(typeof(ObjectRejected), EventTypes.ObjectRejected)]
[JsonDerivedType(typeof(ObjectRemoved), EventTypes.ObjectRemoved)]
[JsonDerivedType(typeof(ObjectSuperseded), EventTypes.ObjectSuperseded)]
public abstract record StudyEvent
{
    /// <summary>The schema version that this code writes.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>Identifies the change, not its reading: <see cref="EventId.Of"/> of object, version and order key.</summary>
    [JsonPropertyOrder(-30)]
    public required string EventId { get; init; }

    /// <summary>Version of the JSON shape, from 1. An older one goes through <see cref="Upcasters"/>.</summary>
    [JsonPropertyOrder(-29)]
    [JsonRequired]
    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <summary>The store: a bucket's name, or the name of a folder source.</summary>
    [JsonPropertyOrder(-28)]
    public required string Source { get; init; }

    /// <summary>Keyed hash of the object's key within its store, 26 characters; the key itself may hold a name.</summary>
    [JsonPropertyOrder(-27)]
    public required string ObjectId { get; init; }

    /// <summary>The store's version of the object, or null in a store without versions.</summary>
    [JsonPropertyOrder(-26)]
    public string? VersionId { get; init; }

    /// <summary>Orders the changes of one object by ordinal comparison; see <see cref="Events.OrderKey"/>.</summary>
    [JsonPropertyOrder(-25)]
    public required string OrderKey { get; init; }

    /// <summary>When the change happened, UTC, by the store's clock. Never decides order or identity.</summary>
    [JsonPropertyOrder(-24)]
    public required DateTime OccurredAt { get; init; }

    /// <summary>When the event was made, UTC, by our clock; its date is the arrival date.</summary>
    [JsonPropertyOrder(-23)]
    public required DateTime RecordedAt { get; init; }

    /// <summary>Size of the object in bytes, or null when it is gone.</summary>
    [JsonPropertyOrder(-22)]
    public long? ObjectBytes { get; init; }

    /// <summary>The store's entity tag of what was read, without quotes; null in a folder, and when the object is gone.</summary>
    /// <remarks>Kept in the log alone, by which a listing of the store can be compared with it.</remarks>
    [JsonPropertyOrder(-22)]
    public string? Etag { get; init; }

    /// <summary>Bytes read of it, or null when none were asked for.</summary>
    [JsonPropertyOrder(-21)]
    public long? HeaderBytesRead { get; init; }

    /// <summary>The <see cref="Extractor.Version"/> that made this payload; the higher one wins.</summary>
    [JsonPropertyOrder(-20)]
    [JsonRequired]
    public int ExtractorVersion { get; init; } = Extractor.Version;

    /// <summary>The privacy profile in force when the header was read; see <c>docs/data-dictionary.md</c>.</summary>
    [JsonPropertyOrder(-19)]
    [JsonRequired]
    public string PrivacyProfile { get; init; } = PrivacyProfiles.Standard;

    /// <summary>What was wrong with the header, in the order found; null or empty when nothing was.</summary>
    [JsonPropertyOrder(30)]
    [JsonConverter(typeof(FieldErrorsConverter))]
    public EquatableArray<FieldError>? FieldErrors { get; init; }

    /// <summary>Members of a newer writer, kept so that they survive being read and written again.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The event type's stable name, one of <see cref="EventTypes"/>.</summary>
    [JsonIgnore]
    public abstract string EventType { get; }
}
