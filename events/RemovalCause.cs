using System.Text.Json.Serialization;

namespace StudyLake.Events;

/// <summary>What removed an object or version. A closed list.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<RemovalCause>))]
public enum RemovalCause
{
    /// <summary><c>deleted</c>: the object, or the version named, was deleted for good.</summary>
    Deleted,

    /// <summary>
    /// <c>delete_marker</c>: in a store with versions, a marker with a version of its own now hides the object;
    /// deleting that version brings the object back.
    /// </summary>
    DeleteMarker,

    /// <summary><c>expired</c>: deleted by a lifecycle rule.</summary>
    Expired,

    /// <summary><c>expired_delete_marker</c>: hidden by a marker that a lifecycle rule made.</summary>
    ExpiredDeleteMarker,

    /// <summary><c>missing</c>: not found when the store was compared with the log.</summary>
    Missing,
}
