using Amazon.KinesisFirehose.Model;
using StudyLake.Tests.Support.Aws;
using static StudyLake.Tests.Aws.Firehose.SinkBench;
using Record = Amazon.KinesisFirehose.Model.Record;

namespace StudyLake.Tests.Aws.Firehose;

/// <summary>The stand-in against what the documents of Firehose say, so that the other tests mean something.</summary>
public sealed class FirehoseStandInTests
{
    [Fact]
    public async Task A_buffer_is_delivered_when_it_is_old_enough_under_the_time_of_its_oldest_record()
    {
        await using var bench = await StartAsync();
        await bench.AppendAsync(SomeEvents(1));
        bench.Clock.Advance(TimeSpan.FromSeconds(299));
        await bench.AppendAsync(SomeEvents(1, 1));
        await bench.Service.DeliverDueAsync();
        Assert.Empty(bench.Objects);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await bench.Service.DeliverDueAsync();
        Assert.Matches(
            "^log/dt=2026-10-01/studylake-events-1-2026-10-01-03-15-00-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.ndjson\\.gz$",
            Assert.Single(bench.Objects).Key
        );
    }

    [Fact]
    public async Task A_buffer_is_delivered_when_it_is_full()
    {
        await using var bench = await StartAsync(stream: new FirehoseStream { BufferBytes = 1 << 20 });
        await bench.AppendAsync(SomeEvents(2_000));
        // 2,000 lines of 1.2 KB: two objects of 1 MiB, and the rest waits.
        Assert.Equal(2, bench.Objects.Count);
    }

    [Fact]
    public async Task A_bucket_that_is_down_gets_its_objects_later_but_not_after_a_day()
    {
        await using var bench = await StartAsync();
        bench.IsBucketDown = true;
        await bench.AppendAsync(SomeEvents(3));
        Assert.Empty(await bench.DeliveredAsync());
        bench.Clock.Advance(TimeSpan.FromHours(23));
        bench.IsBucketDown = false;
        Assert.Equal(3, (await bench.DeliveredAsync()).Count);

        bench.IsBucketDown = true;
        await bench.AppendAsync(SomeEvents(3, 3));
        bench.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(3, (await bench.DeliveredAsync()).Count);
        Assert.Equal(1, bench.Service.Lost);
    }

    [Fact]
    public async Task Double_delivery_is_two_objects_of_the_same_content()
    {
        await using var bench = await StartAsync();
        bench.Service.Copies = _ => 2;
        await bench.AppendAsync(SomeEvents(3));
        Assert.Equal(6, (await bench.DeliveredAsync()).Count);
        Assert.Equal(2, bench.Objects.Count);
        Assert.Single(bench.Objects.Values.Select(Convert.ToHexString).Distinct());
    }

    [Fact]
    public async Task The_limits_of_a_call_are_kept()
    {
        await using var bench = await StartAsync(retries: 0);
        await RefusedAsync([.. Enumerable.Repeat(1, 501)]);
        await RefusedAsync([]);
        await RefusedAsync([1_024_001]);
        await RefusedAsync([1_000_000, 1_000_000, 1_000_000, 1_000_000, 200_000]);
        await bench.Client.PutRecordBatchAsync("studylake-events", Records([1_024_000, 0]));
        await Assert.ThrowsAsync<ResourceNotFoundException>(() =>
            bench.Client.PutRecordBatchAsync("another", Records([1]))
        );

        async Task RefusedAsync(int[] sizes) =>
            await Assert.ThrowsAsync<InvalidArgumentException>(() =>
                bench.Client.PutRecordBatchAsync("studylake-events", Records(sizes))
            );
    }

    [Fact]
    public async Task A_single_record_is_taken_too()
    {
        await using var bench = await StartAsync();
        var response = await bench.Client.PutRecordAsync(
            "studylake-events",
            new() { Data = new MemoryStream("line\n"u8.ToArray()) }
        );
        Assert.NotNull(response.RecordId);
        Assert.Equal(["line"], await bench.DeliveredAsync());
    }

    [Theory]
    [InlineData("log/", ".x", "log/2026/03/01/09/")]
    [InlineData("log/!{timestamp:yyyy}/m=!{timestamp:MM}/", ".x", "log/2026/m=03/")]
    [InlineData("!{firehose:random-string}/!{timestamp:HH}/", ".x", null)]
    public void A_prefix_is_evaluated_and_gets_the_hour_when_it_has_no_time(
        string prefix,
        string extension,
        string? expected
    )
    {
        var stream = new FirehoseStream { Prefix = prefix, FileExtension = extension };
        stream.Validate();
        var key = stream.Key(new DateTimeOffset(2026, 3, 1, 9, 5, 7, TimeSpan.Zero), 1, 0);
        if (expected is not null)
            Assert.StartsWith(expected + "studylake-events-1-2026-03-01-09-05-07-", key, StringComparison.Ordinal);
        else
            Assert.Matches("^[^/]{11}/09/studylake", key);
        Assert.EndsWith(".x", key, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_created_is_refused()
    {
        Assert.EndsWith(
            ".gz",
            new FirehoseStream { FileExtension = null }.Key(default, 1, 0),
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => new FirehoseStream { ErrorOutputPrefix = null }.Validate());
        Assert.Throws<ArgumentException>(() =>
            new FirehoseStream { Prefix = "!{firehose:error-output-type}/" }.Validate()
        );
        Assert.Throws<ArgumentException>(() =>
            new FirehoseStream { ErrorOutputPrefix = "e/!{timestamp:yyyy}/" }.Validate()
        );
        Assert.Throws<ArgumentException>(() => new FirehoseStream { Prefix = "!{other:x/" }.Validate());
        Assert.Throws<ArgumentException>(() => new FirehoseStream { BufferBytes = 1 }.Validate());
        Assert.Throws<ArgumentException>(() =>
            new FirehoseStream { BufferInterval = TimeSpan.FromSeconds(901) }.Validate()
        );
    }

    private static List<Record> Records(int[] sizes) =>
        [.. sizes.Select(size => new Record { Data = new MemoryStream(new byte[size]) })];
}
