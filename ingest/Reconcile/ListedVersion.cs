namespace StudyLake.Ingest.Reconcile;

/// <summary>One version of an object, as a listing or an inventory of its store shows it.</summary>
public sealed record ListedVersion
{
    /// <summary>The store's version; null in a store without versions and for the version that S3 calls <c>null</c>.</summary>
    public string? VersionId { get; init; }

    /// <summary>Entity tag without quotes; null in a folder and for a delete marker.</summary>
    public string? Etag { get; init; }

    /// <summary>Size in bytes; null for a delete marker.</summary>
    public long? ObjectBytes { get; init; }

    /// <summary>When it was last changed by the store's clock, UTC.</summary>
    public required DateTime ModifiedAt { get; init; }

    /// <summary>Whether it is a marker that hides the object.</summary>
    public bool IsDeleteMarker { get; init; }
}
