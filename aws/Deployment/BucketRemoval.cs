using Amazon.S3;
using Amazon.S3.Model;

namespace StudyLake.Aws.Deployment;

/// <summary>Deletes a bucket with every version of everything in it. Nothing brings it back.</summary>
/// <param name="s3">The store.</param>
public sealed class BucketRemoval(IAmazonS3 s3)
{
    /// <summary>Deletes it; false when there is none. Objects under a legal hold stay, and the bucket with them.</summary>
    /// <exception cref="AwsCommandException">Something in it cannot be deleted.</exception>
    public async Task<bool> DeleteAsync(string bucket, CancellationToken cancellationToken)
    {
        try
        {
            ListVersionsResponse page;
            do
            {
                page = await s3.ListVersionsAsync(new ListVersionsRequest { BucketName = bucket }, cancellationToken)
                    .ConfigureAwait(false);
                await DeleteAsync(bucket, page.Versions ?? [], cancellationToken).ConfigureAwait(false);
            } while (page.Versions is { Count: > 0 });
            await s3.DeleteBucketAsync(bucket, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (AmazonS3Exception exception) when (exception.ErrorCode == "NoSuchBucket")
        {
            return false;
        }
    }

    private async Task DeleteAsync(string bucket, List<S3ObjectVersion> versions, CancellationToken cancellationToken)
    {
        if (versions.Count == 0)
            return;
        try
        {
            await s3.DeleteObjectsAsync(
                    new DeleteObjectsRequest
                    {
                        BucketName = bucket,
                        Quiet = true,
                        Objects =
                        [
                            .. versions.Select(version => new KeyVersion
                            {
                                Key = version.Key,
                                VersionId = version.VersionId,
                            }),
                        ],
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (DeleteObjectsException exception)
        {
            var errors = exception.Response?.DeleteErrors ?? [];
            throw new AwsCommandException(
                $"Expected to delete everything in {bucket}, found {errors.Count} objects refused with {errors.FirstOrDefault()?.Code}: a legal hold has to be taken off first.",
                exception
            );
        }
    }
}
