using StudyLake.Events;

namespace StudyLake.Aws.Notifications;

/// <summary>What a notification tells of one object.</summary>
/// <remarks>A class, so that no generated text form can show the key, which is treated as patient data.</remarks>
internal sealed class BucketChange
{
    /// <summary>The bucket.</summary>
    public required string Bucket { get; init; }

    /// <summary>The key as the bucket has it, not encoded.</summary>
    public required string Key { get; init; }

    /// <summary>The version, or null in a bucket without versions.</summary>
    public string? VersionId { get; init; }

    /// <summary>The entity tag without quotes, or null when it is not told.</summary>
    public string? Etag { get; init; }

    /// <summary>Size in bytes; null when the object is gone or its size is not told. 0 may also mean not told.</summary>
    public long? Bytes { get; init; }

    /// <summary>Orders the changes of this object; <see cref="Events.OrderKey"/>.</summary>
    public required string OrderKey { get; init; }

    /// <summary>When it happened by the store's clock, UTC.</summary>
    public required DateTime OccurredAt { get; init; }

    /// <summary>What removed the object, or null when it was stored.</summary>
    public RemovalCause? Removal { get; init; }
}
