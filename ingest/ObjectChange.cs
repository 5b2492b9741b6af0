namespace StudyLake.Ingest;

/// <summary>A change of one object that the store told of, or that a walk noticed, before its header is read.</summary>
/// <param name="Source">The store: a bucket's name, or the name of a folder source.</param>
/// <param name="ObjectId">Keyed hash of the object's key; <see cref="Pseudonymiser.ObjectId"/>.</param>
/// <param name="VersionId">The store's version, or null in a store without versions.</param>
/// <param name="OrderKey">Orders the changes of this object; <see cref="Events.OrderKey"/>.</param>
/// <param name="OccurredAt">When it happened by the store's clock, UTC.</param>
/// <param name="ObjectBytes">Size of the object in bytes, or null when it is gone.</param>
/// <param name="Etag">The store's entity tag without quotes; null in a folder, or when the object is gone.</param>
public sealed record ObjectChange(
    string Source,
    string ObjectId,
    string? VersionId,
    string OrderKey,
    DateTime OccurredAt,
    long? ObjectBytes,
    string? Etag = null
);
