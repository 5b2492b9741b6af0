namespace StudyLake.Aws.Deployment;

/// <summary>One object, or one version of it, that a backfill found.</summary>
/// <param name="Key">Its key, decoded. Treat it as patient data.</param>
/// <param name="VersionId">Its version; null in a bucket without versions.</param>
/// <param name="Etag">Its entity tag without quotes; null for a delete marker or when it is not known.</param>
/// <param name="Bytes">Its size; null for a delete marker.</param>
/// <param name="ModifiedAt">When the store last changed it, UTC.</param>
/// <param name="IsDeleteMarker">Whether it is a delete marker.</param>
/// <param name="Number">Its place among the versions of the key, oldest first, from 0.</param>
/// <param name="Position">Where a later run goes on after it, in the source's own words.</param>
public sealed record BackfillObject(
    string Key,
    string? VersionId,
    string? Etag,
    long? Bytes,
    DateTime ModifiedAt,
    bool IsDeleteMarker,
    long Number,
    string Position
);
