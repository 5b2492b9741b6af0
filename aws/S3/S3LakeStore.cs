using System.Net;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using StudyLake.Transform;

namespace StudyLake.Aws.S3;

/// <summary>A lake in buckets. A name of the lake is the key in its bucket.</summary>
/// <param name="s3">Retries what the service calls transient.</param>
/// <param name="buckets">Which buckets.</param>
/// <param name="scratch">Makes an empty stream for a file that is being written; null for memory.</param>
/// <remarks>
/// A PUT is atomic and durable, and a listing shows what was put before it. A file is read by blocks of
/// <see cref="S3FileStream.BlockBytes"/>, one in memory, and put whole from memory or scratch: one request instead of
/// a multipart upload's many, and nothing to be cleaned up after a crash.
/// </remarks>
internal sealed class S3LakeStore(IAmazonS3 s3, LakeBuckets buckets, Func<Stream>? scratch = null) : ILakeStore
{
    /// <inheritdoc />
    public async IAsyncEnumerable<string> ListAsync(
        string folder,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        CheckName(folder);
        var request = new ListObjectsV2Request
        {
            BucketName = buckets.Of(folder),
            Prefix = $"{folder}/",
            ExpectedBucketOwner = buckets.ExpectedOwner,
        };
        do
        {
            var page = await s3.ListObjectsV2Async(request, cancellationToken).ConfigureAwait(false);
            // The SDK gives null for a page without objects.
            foreach (var item in page.S3Objects ?? [])
            {
                // A key that ends in a slash is the marker of a folder made by hand.
                if (!item.Key.EndsWith('/') && !item.Key[(item.Key.LastIndexOf('/') + 1)..].StartsWith('.'))
                    yield return item.Key;
            }
            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        } while (request.ContinuationToken is not null);
    }

    /// <inheritdoc />
    /// <exception cref="IOException">Answers broke off time and again; the SDK throws others of its own.</exception>
    public Task<Stream?> OpenReadAsync(string name, CancellationToken cancellationToken)
    {
        CheckName(name);
        return S3FileStream.OpenAsync(s3, buckets.Of(name), name, buckets.ExpectedOwner, cancellationToken);
    }

    /// <inheritdoc />
    public async Task WriteAsync(
        string name,
        Func<Stream, CancellationToken, Task> write,
        CancellationToken cancellationToken
    )
    {
        CheckName(name);
        var content = scratch?.Invoke() ?? new MemoryStream();
        await using var _ = content.ConfigureAwait(false);
        await write(content, cancellationToken).ConfigureAwait(false);
        content.Position = 0;
        await s3.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = buckets.Of(name),
                    Key = name,
                    InputStream = content,
                    AutoCloseStream = false,
                    UseChunkEncoding = false,
                    ExpectedBucketOwner = buckets.ExpectedOwner,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<string> ListFoldersAsync(
        string folder,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        CheckName(folder);
        var request = new ListObjectsV2Request
        {
            BucketName = buckets.Of(folder),
            Prefix = $"{folder}/",
            Delimiter = "/",
            ExpectedBucketOwner = buckets.ExpectedOwner,
        };
        do
        {
            var page = await s3.ListObjectsV2Async(request, cancellationToken).ConfigureAwait(false);
            foreach (var prefix in page.CommonPrefixes ?? [])
                yield return prefix.TrimEnd('/');
            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        } while (request.ContinuationToken is not null);
    }

    /// <inheritdoc />
    public async Task<bool> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        CheckName(name);
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        try
        {
            await s3.PutObjectAsync(
                    new PutObjectRequest
                    {
                        BucketName = buckets.Of(name),
                        Key = name,
                        InputStream = stream,
                        AutoCloseStream = false,
                        UseChunkEncoding = false,
                        IfNoneMatch = "*",
                        ExpectedBucketOwner = buckets.ExpectedOwner,
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            return true;
        }
        // The second is how S3 answers when two of them meet: one of the two has made it, or will.
        catch (AmazonS3Exception failure)
            when (failure.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        CheckName(name);
        await s3.DeleteObjectAsync(
                new DeleteObjectRequest
                {
                    BucketName = buckets.Of(name),
                    Key = name,
                    ExpectedBucketOwner = buckets.ExpectedOwner,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private static void CheckName(string name)
    {
        if (name.Length == 0 || name.Contains('\0') || name.Split('/').Any(part => part is "" or "." or ".."))
            throw new ArgumentException(
                "Expected a relative name with forward slashes and without empty, '.' or '..' parts.",
                nameof(name)
            );
    }
}
