namespace StudyLake.Events;

/// <summary>The stable names of the event types. Never renamed: they stand in published events.</summary>
public static class EventTypes
{
    /// <summary>The header was read; see <see cref="Events.InstanceStored"/>.</summary>
    public const string InstanceStored = "instance_stored";

    /// <summary>The object is not usable DICOM; see <see cref="Events.ObjectRejected"/>.</summary>
    public const string ObjectRejected = "object_rejected";

    /// <summary>The object or version is gone; see <see cref="Events.ObjectRemoved"/>.</summary>
    public const string ObjectRemoved = "object_removed";

    /// <summary>It was replaced or removed before it could be read; see <see cref="Events.ObjectSuperseded"/>.</summary>
    public const string ObjectSuperseded = "object_superseded";

    /// <summary>A segment was read again after a fix; no study event, see <see cref="Events.SegmentRequeued"/>.</summary>
    public const string SegmentRequeued = "segment_requeued";
}
