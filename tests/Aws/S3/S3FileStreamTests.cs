using System.Security.Cryptography;
using Amazon.S3;
using StudyLake.Aws.S3;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.S3;

/// <summary>Files of the lake that are larger than a block.</summary>
public sealed class S3FileStreamTests
{
    private const string Name = "study_events/dt=2026-10-01/compacted-000001-0123456789abcdef-000.parquet";
    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(2 * S3FileStream.BlockBytes + 1_000_000);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bytes_are_the_same_at_whatever_place_they_are_read()
    {
        await using var s3 = await StartAsync();
        using var client = s3.Client();
        await using var file = await OpenAsync(client);
        Assert.Equal(Content.Length, file.Length);
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var offset = random.Next(Content.Length);
            var bytes = new byte[Math.Min(random.Next(1, 200_000), Content.Length - offset)];
            file.Position = offset;
            await file.ReadExactlyAsync(bytes, Cancellation);
            Assert.True(Content.AsSpan(offset, bytes.Length).SequenceEqual(bytes), $"at {offset}");
        }
    }

    [Fact]
    public async Task Read_as_Parquet_is_from_the_end_and_then_forwards_it_takes_each_block_once()
    {
        await using var s3 = await StartAsync();
        using var client = s3.Client();
        await using var file = await OpenAsync(client);
        var bytes = new byte[8];
        file.Seek(-8, SeekOrigin.End);
        await file.ReadExactlyAsync(bytes, Cancellation);
        file.Seek(-500_000, SeekOrigin.End);
        await file.ReadExactlyAsync(new byte[499_992], Cancellation);
        file.Position = 4;
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy, Cancellation);

        Assert.True(Content.AsSpan(4).SequenceEqual(copy.ToArray()));
        Assert.Equal(0, await file.ReadAsync(bytes, Cancellation));
        // Two blocks and the one at the end, which reaches back over the rest.
        Assert.Equal(3, s3.Tally.Requests("lake-bucket", "GET"));
    }

    [Fact]
    public async Task A_broken_answer_is_asked_for_again()
    {
        await using var s3 = await StartAsync();
        var asked = 0;
        s3.FaultFor = _ => ++asked % 2 == 1 ? S3Fault.CutInAnswer : S3Fault.None;
        using var client = s3.Client();
        await using var file = await OpenAsync(client);
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy, Cancellation);
        Assert.True(Content.AsSpan().SequenceEqual(copy.ToArray()));
    }

    [Fact]
    public async Task Answers_that_always_break_fail()
    {
        await using var s3 = await StartAsync();
        s3.FaultFor = _ => S3Fault.CutInAnswer;
        using var client = s3.Client();
        await Assert.ThrowsAnyAsync<Exception>(() => OpenAsync(client));
        Assert.InRange(s3.Tally.Requests("lake-bucket", "GET"), S3FileStream.MostResumes, 20);
    }

    [Fact]
    public async Task A_file_that_is_replaced_while_it_is_read_is_not_read_on()
    {
        S3Bucket? lake = null;
        await using var s3 = await StartAsync(bucket => lake = bucket);
        using var client = s3.Client();
        await using var file = await OpenAsync(client);
        lake?.Put(Name, new byte[Content.Length]);
        file.Position = S3FileStream.BlockBytes + 1;
        var failure = await Assert.ThrowsAsync<AmazonS3Exception>(async () =>
            await file.ReadExactlyAsync(new byte[8], Cancellation)
        );
        Assert.Equal(412, (int)failure.StatusCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(S3FileStream.BlockBytes)]
    public async Task A_small_file_takes_one_request(int bytes)
    {
        await using var s3 = await S3StandIn.StartAsync();
        s3.Create("lake-bucket").Put(Name, Content[..bytes]);
        using var client = s3.Client();
        await using var file = await OpenAsync(client);
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy, Cancellation);
        Assert.Equal(Content[..bytes], copy.ToArray());
        Assert.Equal(1, s3.Tally.Requests("lake-bucket", "GET"));
    }

    [Fact]
    public async Task A_file_is_put_from_scratch_where_there_is_one()
    {
        await using var s3 = await S3StandIn.StartAsync();
        var lake = s3.Create("lake-bucket");
        using var client = s3.Client();
        var scratch = new Scratch();
        var store = new S3LakeStore(client, new LakeBuckets("log-bucket", "lake-bucket", null), () => scratch);
        var refused = 0;
        s3.FaultFor = _ => refused++ == 0 ? S3Fault.SlowDown : S3Fault.None;

        await store.WriteAsync(Name, async (stream, cancel) => await stream.WriteAsync(Content, cancel), Cancellation);

        Assert.True(Content.AsSpan().SequenceEqual(lake.Live()[0].Content));
        Assert.True(scratch.IsClosed);
    }

    private static async Task<S3StandIn> StartAsync(Action<S3Bucket>? onBucket = null)
    {
        var s3 = await S3StandIn.StartAsync();
        var lake = s3.Create("lake-bucket");
        lake.Put(Name, Content);
        onBucket?.Invoke(lake);
        return s3;
    }

    private static async Task<Stream> OpenAsync(AmazonS3Client client) =>
        await new S3LakeStore(client, new LakeBuckets("log-bucket", "lake-bucket", null)).OpenReadAsync(
            Name,
            Cancellation
        ) ?? throw new InvalidOperationException("Expected the file.");

    private sealed class Scratch : MemoryStream
    {
        public bool IsClosed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsClosed = true;
            base.Dispose(disposing);
        }
    }
}
