namespace StudyLake.Events.Fold;

/// <summary>What an event says of one version of an object.</summary>
/// <remarks>In the order of the names of the event types, by which staging tells readings apart that agree otherwise.</remarks>
public enum ReadingKind
{
    /// <summary>Stored, and its header was read.</summary>
    Stored,

    /// <summary>Stored, and not usable DICOM.</summary>
    Rejected,

    /// <summary>Gone for good.</summary>
    Removed,

    /// <summary>A marker that hides the object until the marker itself is removed.</summary>
    DeleteMarker,

    /// <summary>Replaced or removed before it could be read: pending.</summary>
    Superseded,
}
