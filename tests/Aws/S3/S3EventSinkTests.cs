using System.IO.Compression;
using Amazon.S3;
using StudyLake.Aws.S3;
using StudyLake.Events;
using StudyLake.Events.Lake;
using StudyLake.Tests.Support;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.S3;

public sealed class S3EventSinkTests
{
    private static readonly StudyEvent[] Batch = [Some.Instance(), Some.Rejected(), Some.Removed(), Some.Superseded()];

    [Fact]
    public async Task A_batch_is_one_gzip_segment_of_its_lines()
    {
        await using var s3 = await S3StandIn.StartAsync();
        var log = s3.Create("log-bucket");
        using var client = s3.Client();

        await Sink(client).AppendAsync(Batch, CancellationToken.None);

        var segment = Assert.Single(log.Live());
        Assert.True(LogSegment.TryParse(segment.Key, out var name));
        Assert.Equal(new DateOnly(2026, 10, 1), name.ArrivalDate);
        using var gzip = new GZipStream(new MemoryStream(segment.Content), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip);
        var lines = (await reader.ReadToEndAsync()).Split('\n');
        Assert.Equal("", lines[^1]);
        Assert.Equal(Batch, lines[..^1].Select(line => EventJson.Read(System.Text.Encoding.UTF8.GetBytes(line))));
    }

    [Fact]
    public async Task A_batch_that_comes_again_later_that_day_in_another_order_is_not_written_twice()
    {
        await using var s3 = await S3StandIn.StartAsync();
        var log = s3.Create("log-bucket");
        using var client = s3.Client();
        var sink = Sink(client);

        await sink.AppendAsync(Batch, CancellationToken.None);
        var first = Assert.Single(log.Live());
        await sink.AppendAsync(
            [.. Batch.Reverse().Select(item => item with { RecordedAt = Some.RecordedAt.AddMinutes(6) })],
            CancellationToken.None
        );

        Assert.Equal(first, Assert.Single(log.Live()));
    }

    [Fact]
    public async Task Another_reading_of_the_same_changes_is_another_segment()
    {
        await using var s3 = await S3StandIn.StartAsync();
        var log = s3.Create("log-bucket");
        using var client = s3.Client();
        var sink = Sink(client);

        await sink.AppendAsync(Batch, CancellationToken.None);
        await sink.AppendAsync([.. Batch.Select(item => item with { ExtractorVersion = 2 })], CancellationToken.None);
        await sink.AppendAsync(
            [.. Batch.Select(item => item with { PrivacyProfile = "standard+OperatorsName" })],
            CancellationToken.None
        );
        await sink.AppendAsync([Batch[0]], CancellationToken.None);

        Assert.Equal(4, log.Live().Count);
    }

    [Fact]
    public async Task Events_of_two_days_are_two_segments()
    {
        await using var s3 = await S3StandIn.StartAsync();
        var log = s3.Create("log-bucket");
        using var client = s3.Client();

        await Sink(client)
            .AppendAsync([Batch[0], Batch[1] with { RecordedAt = Some.RecordedAt.AddDays(1) }], CancellationToken.None);

        Assert.Equal(
            ["log/dt=2026-10-01", "log/dt=2026-10-02"],
            log.Live().Select(item => item.Key[..item.Key.LastIndexOf('/')])
        );
    }

    [Fact]
    public async Task What_the_bucket_refuses_is_not_taken_for_written()
    {
        await using var s3 = await S3StandIn.StartAsync();
        using var client = s3.Client();

        await Assert.ThrowsAsync<AmazonS3Exception>(async () =>
            await Sink(client).AppendAsync(Batch, CancellationToken.None)
        );
    }

    private static S3EventSink Sink(IAmazonS3 client) =>
        new(client, new LakeBuckets("log-bucket", "lake-bucket", null));
}
