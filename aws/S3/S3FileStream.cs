using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace StudyLake.Aws.S3;

/// <summary>A file of the lake, read by ranged requests for blocks, of which one is held.</summary>
/// <remarks>
/// The first block comes with opening, so that a small file takes one request. A block is asked for with the entity tag
/// of the first: all of them are of one object, or reading fails. An answer that breaks off is asked for again, at most
/// <see cref="MostResumes"/> times; a request that fails before its answer is the SDK's to retry. A block that holds the
/// end of the file is kept beside the present one, since Parquet is read from there first.
/// </remarks>
internal sealed class S3FileStream : Stream
{
    /// <summary>Bytes of a block: 4 MiB, at which the time to the first byte is a small part of a request's.</summary>
    public const int BlockBytes = 4 << 20;

    /// <summary>How often a broken answer is asked for again.</summary>
    public const int MostResumes = 3;

    private readonly IAmazonS3 _s3;
    private readonly string _bucket;
    private readonly string _key;
    private readonly string? _owner;
    private readonly string _etag;
    private readonly long _length;
    private (long Start, byte[] Bytes) _block;
    private (long Start, byte[] Bytes) _end;

    private S3FileStream(IAmazonS3 s3, string bucket, string key, string? owner, Answer first)
    {
        (_s3, _bucket, _key, _owner) = (s3, bucket, key, owner);
        (_etag, _length, _block) = (first.Etag, first.Length, (0, first.Bytes));
    }

    /// <inheritdoc />
    public override bool CanRead => true;

    /// <inheritdoc />
    public override bool CanSeek => true;

    /// <inheritdoc />
    public override bool CanWrite => false;

    /// <inheritdoc />
    public override long Length => _length;

    /// <inheritdoc />
    public override long Position { get; set; }

    /// <summary>Opens an object; null when there is none of that name.</summary>
    public static async Task<Stream?> OpenAsync(
        IAmazonS3 s3,
        string bucket,
        string key,
        string? owner,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var first = await BlockAsync(s3, bucket, key, owner, null, 0, cancellationToken).ConfigureAwait(false);
            return first.Bytes.Length == first.Length
                ? new MemoryStream(first.Bytes, 0, first.Bytes.Length, writable: false, publiclyVisible: true)
                : new S3FileStream(s3, bucket, key, owner, first);
        }
        catch (AmazonS3Exception failure)
            when (failure is { StatusCode: HttpStatusCode.NotFound, ErrorCode: not "NoSuchBucket" })
        {
            return null;
        }
    }

    /// <inheritdoc />
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= _length || buffer.IsEmpty)
            return 0;
        var block =
            Holds(_block) ? _block
            : Holds(_end) ? _end
            : await FetchAsync(cancellationToken).ConfigureAwait(false);
        var offset = (int)(Position - block.Start);
        var count = Math.Min(buffer.Length, block.Bytes.Length - offset);
        block.Bytes.AsMemory(offset, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    /// <inheritdoc />
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc />
    /// <remarks>Waits for the answer on this thread; Parquet's own reading is asynchronous but for a few bytes.</remarks>
    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => _length + offset,
        };

    /// <inheritdoc />
    public override void Flush() { }

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private bool Holds((long Start, byte[]? Bytes) block) =>
        block.Bytes is { } bytes && Position >= block.Start && Position < block.Start + bytes.Length;

    private async Task<(long Start, byte[] Bytes)> FetchAsync(CancellationToken cancellationToken)
    {
        // Nearer to the end than a block: the block that ends there, which later blocks then reach up to.
        var start = Position > _length - BlockBytes ? Math.Max(0, _length - BlockBytes) : Position;
        var answer = await BlockAsync(_s3, _bucket, _key, _owner, _etag, start, cancellationToken)
            .ConfigureAwait(false);
        var block = (start, answer.Bytes);
        if (start + answer.Bytes.Length == _length)
            _end = block;
        else
            _block = block;
        return block;
    }

    private static async Task<Answer> BlockAsync(
        IAmazonS3 s3,
        string bucket,
        string key,
        string? owner,
        string? etag,
        long start,
        CancellationToken cancellationToken
    )
    {
        var request = new GetObjectRequest
        {
            BucketName = bucket,
            Key = key,
            EtagToMatch = etag,
            ByteRange = new ByteRange(start, start + BlockBytes - 1),
            ExpectedBucketOwner = owner,
        };
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var response = await s3.GetObjectAsync(request, cancellationToken).ConfigureAwait(false);
                var bytes = new byte[response.ContentLength];
                await response.ResponseStream.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
                return new Answer(response.ETag, LengthOf(response.ContentRange) ?? bytes.Length, bytes);
            }
            // An empty object has no first byte to ask for.
            catch (AmazonS3Exception failure)
                when (failure.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && start == 0)
            {
                return new Answer("", 0, []);
            }
            catch (Exception exception) when (exception is IOException or HttpRequestException && attempt < MostResumes)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    // Content-Range: bytes 0-4194303/9000000
    private static long? LengthOf(string? range) =>
        range is not null
        && long.TryParse(
            range.AsSpan(range.LastIndexOf('/') + 1),
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var length
        )
            ? length
            : null;

    private sealed record Answer(string Etag, long Length, byte[] Bytes);
}
