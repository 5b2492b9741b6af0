using Amazon.S3;
using Amazon.S3.Model;
using StudyLake.Aws.S3;
using StudyLake.Events;
using StudyLake.Ingest;

namespace StudyLake.Aws.Functions;

/// <summary>From what a notification tells of one object to its event.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
internal sealed class BucketObjects(IAmazonS3 s3, ObjectIngestor ingestor, string? expectedBucketOwner)
{
    /// <summary>Reads the object where there is something to read.</summary>
    /// <exception cref="AmazonS3Exception">The store refused for a reason that may pass; its message may hold the key.</exception>
    public async Task<StudyEvent> ToEventAsync(
        IngestBatch.Item item,
        ReadUsage usage,
        CancellationToken cancellationToken
    )
    {
        if (item.Told.Removal is { } cause)
            return ingestor.Removed(item.Change, cause);
        var address = new S3ObjectAddress
        {
            Bucket = item.Told.Bucket,
            Key = item.Told.Key,
            VersionId = item.Told.VersionId,
            Etag = item.Told.Etag,
            ExpectedBucketOwner = expectedBucketOwner,
        };
        var bytes = item.Told.Bytes;
        try
        {
            // A notification without a size is told as one of size 0, so an object is asked before it is called empty.
            if (bytes is null or 0)
                bytes = await SizeAsync(address, usage, cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectUnreadableException unreadable)
        {
            return ingestor.Rejected(item.Change, unreadable.Reason);
        }
        catch (ObjectChangedException)
        {
            return ingestor.Superseded(item.Change);
        }
        var change = item.Change with { ObjectBytes = bytes };
        if (bytes == 0)
            return ingestor.Rejected(
                change,
                item.Told.Key.EndsWith('/') ? RejectionReason.FolderMarker : RejectionReason.EmptyObject
            );
        var reader = new S3ObjectReader(s3, address, bytes.Value, usage);
        return await ingestor.ReadAsync(change, reader, cancellationToken).ConfigureAwait(false);
    }

    private async Task<long> SizeAsync(S3ObjectAddress address, ReadUsage usage, CancellationToken cancellationToken)
    {
        usage.Asked();
        try
        {
            var head = await s3.GetObjectMetadataAsync(
                    new GetObjectMetadataRequest
                    {
                        BucketName = address.Bucket,
                        Key = address.Key,
                        VersionId = address.VersionId,
                        EtagToMatch = address.Etag is null ? null : $"\"{address.Etag}\"",
                        ExpectedBucketOwner = address.ExpectedBucketOwner,
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            return head.ContentLength;
        }
        catch (AmazonS3Exception failure) when (S3Failure.Meaning(failure) is { } meaning)
        {
            throw meaning;
        }
    }
}
