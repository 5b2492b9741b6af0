using System.Buffers;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using StudyLake.Events;
using StudyLake.Events.Lake;
using StudyLake.Ingest;

namespace StudyLake.Aws.S3;

/// <summary>The event log in a bucket, written directly: one gzip segment for each batch and arrival date.</summary>
/// <remarks>
/// A segment is named by a hash of what its events say apart from when they were recorded, and put only where there is
/// none of that name: a batch that is delivered twice on a day is one segment. With few events a batch this makes many
/// small segments; a delivery stream joins them.
/// </remarks>
internal sealed class S3EventSink(IAmazonS3 s3, LakeBuckets buckets) : IEventSink
{
    private const char UnitSeparator = '\u001F';
    private const string NamePrefix = "events-";

    /// <inheritdoc />
    public async ValueTask AppendAsync(IReadOnlyList<StudyEvent> events, CancellationToken cancellationToken)
    {
        foreach (var day in events.GroupBy(item => DateOnly.FromDateTime(item.RecordedAt)).OrderBy(group => group.Key))
        {
            var segment = new LogSegment(day.Key, NameOf(day));
            using var content = Compress(day);
            await PutOnceAsync(segment.Path, content, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The name of the segment of a batch; the order of its events makes no difference.</summary>
    internal static string NameOf(IEnumerable<StudyEvent> events)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (
            var line in events
                .Select(item =>
                    $"{item.EventId}{UnitSeparator}{item.EventType}{UnitSeparator}{item.ExtractorVersion}{UnitSeparator}{item.PrivacyProfile}\n"
                )
                .Order(StringComparer.Ordinal)
        )
            hash.AppendData(Encoding.UTF8.GetBytes(line));
        return NamePrefix + Base32.Encode(hash.GetHashAndReset().AsSpan(0, 16));
    }

    private static MemoryStream Compress(IEnumerable<StudyEvent> events)
    {
        var lines = new ArrayBufferWriter<byte>(1 << 16);
        foreach (var item in events)
        {
            EventJson.Write(lines, item);
            lines.Write("\n"u8);
        }
        var content = new MemoryStream();
        using (var gzip = new GZipStream(content, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(lines.WrittenSpan);
        content.Position = 0;
        return content;
    }

    private async Task PutOnceAsync(string key, MemoryStream content, CancellationToken cancellationToken)
    {
        try
        {
            await s3.PutObjectAsync(
                    new PutObjectRequest
                    {
                        BucketName = buckets.Log,
                        Key = key,
                        InputStream = content,
                        AutoCloseStream = false,
                        UseChunkEncoding = false,
                        IfNoneMatch = "*",
                        ExpectedBucketOwner = buckets.ExpectedOwner,
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (AmazonS3Exception failure) when (failure.StatusCode == HttpStatusCode.PreconditionFailed)
        {
            // An earlier delivery of this batch has put it.
        }
    }
}
