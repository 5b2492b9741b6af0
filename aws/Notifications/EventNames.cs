using StudyLake.Events;

namespace StudyLake.Aws.Notifications;

/// <summary>What the names of S3's events mean.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html and
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
/// </remarks>
internal static class EventNames
{
    private const string Created = "ObjectCreated:";

    /// <summary>Whether an event tells of what the bucket holds, and what removed the object if it did.</summary>
    /// <returns>False for every other event, those not known yet included.</returns>
    public static bool TryRead(string name, out RemovalCause? removal)
    {
        // Direct notifications leave the prefix out, as the SDK's parser and some copies of them do not.
        var bare = name.StartsWith("s3:", StringComparison.Ordinal) ? name[3..] : name;
        removal = bare switch
        {
            "ObjectRemoved:Delete" => RemovalCause.Deleted,
            "ObjectRemoved:DeleteMarkerCreated" => RemovalCause.DeleteMarker,
            "LifecycleExpiration:Delete" => RemovalCause.Expired,
            "LifecycleExpiration:DeleteMarkerCreated" => RemovalCause.ExpiredDeleteMarker,
            _ => null,
        };
        return removal is not null || bare.StartsWith(Created, StringComparison.Ordinal);
    }

    /// <summary>As <see cref="TryRead"/>, from the words EventBridge uses.</summary>
    /// <param name="detailType">Such as <c>Object Deleted</c>.</param>
    /// <param name="deletionType"><c>Permanently Deleted</c>, <c>Delete Marker Created</c> or null.</param>
    /// <param name="reason">Such as <c>DeleteObject</c> or <c>Lifecycle Expiration</c>; null when not told.</param>
    /// <param name="removal">What removed the object, or null when it was stored.</param>
    public static bool TryReadDetail(string detailType, string? deletionType, string? reason, out RemovalCause? removal)
    {
        removal = null;
        if (detailType == "Object Created")
            return true;
        if (detailType != "Object Deleted")
            return false;
        var isMarker = deletionType == "Delete Marker Created";
        var isExpiry = reason?.StartsWith("Lifecycle", StringComparison.OrdinalIgnoreCase) == true;
        removal = (isMarker, isExpiry) switch
        {
            (true, true) => RemovalCause.ExpiredDeleteMarker,
            (true, false) => RemovalCause.DeleteMarker,
            (false, true) => RemovalCause.Expired,
            (false, false) => RemovalCause.Deleted,
        };
        return true;
    }
}
