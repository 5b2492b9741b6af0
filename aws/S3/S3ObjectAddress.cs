namespace StudyLake.Aws.S3;

/// <summary>One version of an object in a bucket. Its key is treated as patient data, so it has no text form.</summary>
internal sealed class S3ObjectAddress
{
    /// <summary>The bucket.</summary>
    public required string Bucket { get; init; }

    /// <summary>The key as the bucket has it.</summary>
    public required string Key { get; init; }

    /// <summary>The version, or null in a bucket without versions.</summary>
    public string? VersionId { get; init; }

    /// <summary>The entity tag without quotes, or null when it is not known; then the latest bytes are taken as they are.</summary>
    public string? Etag { get; init; }

    /// <summary>The account that must own the bucket, or null for any.</summary>
    public string? ExpectedBucketOwner { get; init; }

    /// <summary>Says only which bucket.</summary>
    public override string ToString() => $"an object of {Bucket}";
}
