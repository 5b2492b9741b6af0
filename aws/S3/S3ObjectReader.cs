using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using StudyLake.Ingest;

namespace StudyLake.Aws.S3;

/// <summary>One version of an object, read by ranges with its version and <c>If-Match</c>.</summary>
/// <remarks>
/// Without the two, an event would tell of one change and carry the bytes of the next. The SDK retries a request that
/// fails before its answer; a connection that breaks in the middle of one is resumed here, at most
/// <see cref="MostResumes"/> times. Other refusals pass as <see cref="AmazonS3Exception"/>, whose message may hold the
/// key: it must not be logged.
/// </remarks>
internal sealed class S3ObjectReader(IAmazonS3 s3, S3ObjectAddress address, long length, ReadUsage usage)
    : IObjectReader
{
    /// <summary>How often a broken answer is resumed.</summary>
    public const int MostResumes = 3;

    /// <inheritdoc />
    public long Length => length;

    /// <inheritdoc />
    /// <exception cref="ObjectUnreadableException">Archived, or under a key that may not be used.</exception>
    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var wanted = (int)Math.Max(0, Math.Min(buffer.Length, length - offset));
        var got = 0;
        for (var resumes = 0; got < wanted; )
        {
            try
            {
                var more = await ReadOnceAsync(offset + got, buffer[got..wanted], cancellationToken)
                    .ConfigureAwait(false);
                if (more.IsEnd)
                    return got + more.Bytes;
                got += more.Bytes;
                if (got < wanted && ++resumes > MostResumes)
                    throw new IOException(
                        $"Expected {wanted} bytes of {address}, found {got} when its answers broke off."
                    );
            }
            catch (AmazonS3Exception failure) when (S3Failure.Meaning(failure) is { } meaning)
            {
                throw meaning;
            }
        }
        return got;
    }

    private async Task<(int Bytes, bool IsEnd)> ReadOnceAsync(
        long offset,
        Memory<byte> buffer,
        CancellationToken cancellationToken
    )
    {
        var request = new GetObjectRequest
        {
            BucketName = address.Bucket,
            Key = address.Key,
            VersionId = address.VersionId,
            EtagToMatch = address.Etag is null ? null : $"\"{address.Etag}\"",
            ByteRange = new ByteRange(offset, offset + buffer.Length - 1),
            ExpectedBucketOwner = address.ExpectedBucketOwner,
        };
        usage.Asked();
        GetObjectResponse response;
        try
        {
            response = await s3.GetObjectAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonS3Exception failure) when (failure.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return (0, true);
        }
        using (response)
        {
            if (response.HttpStatusCode != HttpStatusCode.PartialContent && offset > 0)
                throw new IOException($"Expected a part of {address}, found an answer with {response.HttpStatusCode}.");
            var promised = (int)Math.Min(buffer.Length, response.ContentLength);
            var got = await ReadBodyAsync(response.ResponseStream, buffer[..promised], cancellationToken)
                .ConfigureAwait(false);
            return (got, got == promised && promised < buffer.Length);
        }
    }

    /// <summary>Reads as much as comes; a connection that breaks is no exception, its bytes so far are good.</summary>
    private async Task<int> ReadBodyAsync(Stream body, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var got = 0;
        try
        {
            while (got < buffer.Length)
            {
                var read = await body.ReadAsync(buffer[got..], cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    break;
                got += read;
            }
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            // The caller asks for the rest.
        }
        usage.Received(got);
        return got;
    }
}
