using Amazon.KinesisFirehose;
using StudyLake.Aws.Firehose;
using StudyLake.Events;
using StudyLake.Tests.Support;
using StudyLake.Tests.Support.Aws;
using static StudyLake.Tests.Aws.Firehose.SinkBench;

namespace StudyLake.Tests.Aws.Firehose;

public sealed class FirehoseEventSinkTests
{
    [Fact]
    public async Task Every_event_arrives_as_a_line_of_the_log()
    {
        await using var bench = await StartAsync();
        StudyEvent[] events = [Some.Instance(), Some.Rejected(), Some.Removed(), Some.Superseded(), .. SomeEvents(300)];
        await bench.AppendAsync(events);
        Assert.Equal(Lines(events), await bench.DeliveredAsync());
    }

    [Fact]
    public async Task Nothing_to_append_is_no_call()
    {
        await using var bench = await StartAsync();
        await bench.AppendAsync([]);
        Assert.Empty(bench.Service.Calls);
    }

    [Fact]
    public async Task A_hundred_events_are_two_records_and_cost_no_more_than_two_hundredths_beyond_their_bytes()
    {
        await using var bench = await StartAsync();
        var events = SomeEvents(100);
        await bench.AppendAsync(events);
        var bytes = Lines(events).Sum(line => line.Length + 1);
        Assert.InRange(bytes, 110_000, 125_000);
        Assert.Equal([2], bench.Service.Calls);
        // One line a record would be billed as 100 times 5 KB: more than four times as much.
        Assert.InRange(bench.Service.BilledBytes, bytes, bytes * 1.06);
        Assert.True(100 * 5120 > 4 * bench.Service.BilledBytes);
    }

    [Theory]
    [InlineData(5_120)]
    [InlineData(102_400)]
    [InlineData(1_024_000)]
    public async Task Many_events_keep_the_limits_of_a_call(int recordBytes)
    {
        await using var bench = await StartAsync(Options(recordBytes));
        var events = SomeEvents(6_000);
        await bench.AppendAsync(events);
        Assert.All(bench.Service.Calls, records => Assert.InRange(records, 1, 500));
        Assert.All(bench.Service.RequestBytes, bytes => Assert.InRange(bytes, 1, 4 << 20));
        // 7 MB of lines are 9.5 MB in base64: three calls; and at four lines a record, three of 500.
        Assert.Equal(3, bench.Service.Calls.Count);
        Assert.Equal(Lines(events).Order(), (await bench.DeliveredAsync()).Order());
    }

    [Fact]
    public async Task A_line_longer_than_a_record_is_filled_up_to_has_a_record_of_its_own()
    {
        await using var bench = await StartAsync(Options(5_120));
        StudyEvent[] events = [Event(1, 100), Event(2, 9_000), Event(3, 100), Event(4, 100)];
        await bench.AppendAsync(events);
        Assert.Equal([3], bench.Service.Calls);
        // 5,120 for the first, 10,240 for the second, 5,120 for the last two together.
        Assert.Equal(20_480, bench.Service.BilledBytes);
        Assert.Equal(Lines(events), await bench.DeliveredAsync());
    }

    [Fact]
    public async Task A_line_longer_than_a_record_may_be_is_refused_before_anything_is_sent()
    {
        await using var bench = await StartAsync();
        var exception = await Assert.ThrowsAsync<FirehoseDeliveryException>(async () =>
            await bench.AppendAsync([Event(1, 10), Event(2, 1_024_000)])
        );
        Assert.Contains("at most 1024000 bytes", exception.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Service.Calls);
    }

    [Fact]
    public async Task Only_what_was_refused_is_sent_again()
    {
        await using var bench = await StartAsync(Options(5_120));
        bench.Service.RecordFate = (call, record) =>
            (call, record) is (1, 1) or (1, 3) or (2, 0) ? FirehoseRecord.Refused : FirehoseRecord.Taken;
        var events = SomeEvents(20);
        await bench.AppendAsync(events);
        Assert.Equal([5, 2, 1], bench.Service.Calls);
        Assert.Equal(Lines(events).Order(), (await bench.DeliveredAsync()).Order());
    }

    [Fact]
    public async Task What_is_refused_to_the_end_throws_with_the_services_reason()
    {
        await using var bench = await StartAsync(Options(5_120) with { MaxResends = 3 });
        bench.Service.RecordFate = (_, record) => record == 0 ? FirehoseRecord.Refused : FirehoseRecord.Taken;
        var exception = await Assert.ThrowsAsync<FirehoseDeliveryException>(async () =>
            await bench.AppendAsync(SomeEvents(20))
        );
        Assert.Equal(
            "Expected studylake-events to take 5 records in 4 calls, found 1 refused: ServiceUnavailableException.",
            exception.Message
        );
        Assert.Equal([5, 1, 1, 1], bench.Service.Calls);
    }

    [Theory]
    [InlineData(FirehoseCall.Throttled, 1)]
    [InlineData(FirehoseCall.Failed, 1)]
    [InlineData(FirehoseCall.WrittenThenFailed, 2)]
    [InlineData(FirehoseCall.WrittenThenSilent, 2)]
    public async Task A_call_that_fails_is_made_again_and_may_have_written(object fate, int copies)
    {
        await using var bench = await StartAsync();
        bench.Service.CallFate = call => call == 1 ? (FirehoseCall)fate : FirehoseCall.Answered;
        var events = SomeEvents(10);
        await bench.AppendAsync(events);
        var expected = Enumerable.Repeat(Lines(events), copies).SelectMany(lines => lines).Order();
        Assert.Equal(expected, (await bench.DeliveredAsync()).Order());
    }

    [Fact]
    public async Task A_service_that_stays_down_throws_after_the_clients_attempts()
    {
        await using var bench = await StartAsync(retries: 2);
        bench.Service.CallFate = _ => FirehoseCall.Throttled;
        await Assert.ThrowsAsync<Amazon.KinesisFirehose.Model.ServiceUnavailableException>(async () =>
            await bench.AppendAsync(SomeEvents(1))
        );
        Assert.Equal(3, bench.Service.Calls.Count);
    }

    [Fact]
    public async Task A_stream_that_does_not_exist_throws_at_once()
    {
        await using var bench = await StartAsync(Options() with { DeliveryStream = "elsewhere" });
        await Assert.ThrowsAsync<Amazon.KinesisFirehose.Model.ResourceNotFoundException>(async () =>
            await bench.AppendAsync(SomeEvents(1))
        );
        Assert.Single(bench.Service.Calls);
    }

    [Fact]
    public async Task An_answer_that_does_not_add_up_counts_as_refused()
    {
        await using var service = await ScriptedService.StartAsync(
            (200, """{"FailedPutCount":1,"RequestResponses":[{"RecordId":"r1"}]}"""),
            (200, """{"FailedPutCount":0,"RequestResponses":[]}"""),
            (200, """{"FailedPutCount":0,"RequestResponses":[{"RecordId":"r2"}]}""")
        );
        using var client = new AmazonKinesisFirehoseClient(
            new Amazon.Runtime.BasicAWSCredentials("a", "b"),
            service.Configure(new AmazonKinesisFirehoseConfig())
        );
        await new FirehoseEventSink(client, Options(), TimeProvider.System).AppendAsync(
            SomeEvents(1),
            CancellationToken.None
        );
        Assert.Equal(3, service.Requests.Count);
    }

    [Fact]
    public async Task It_waits_before_it_sends_again_and_cancelling_ends_the_wait()
    {
        await using var bench = await StartAsync(Options() with { Delay = TimeSpan.FromSeconds(1) });
        var refused = new TaskCompletionSource();
        bench.Service.RecordFate = (_, _) =>
        {
            refused.TrySetResult();
            return FirehoseRecord.Refused;
        };
        using var cancel = new CancellationTokenSource();
        // The clock stands still: only cancelling can end this.
        var append = bench.Sink.AppendAsync(SomeEvents(1), cancel.Token).AsTask();
        await refused.Task;
        Assert.False(append.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => append);
        Assert.Single(bench.Service.Calls);
    }

    [Theory]
    [InlineData("", 5_120)]
    [InlineData("s", 0)]
    [InlineData("s", 5_121)]
    [InlineData("s", 1_029_120)]
    public void Options_out_of_range_are_refused(string stream, int recordBytes)
    {
        using var client = new AmazonKinesisFirehoseClient("a", "b", Amazon.RegionEndpoint.EUCentral1);
        Assert.Throws<ArgumentException>(() =>
            new FirehoseEventSink(
                client,
                new FirehoseSinkOptions { DeliveryStream = stream, RecordBytes = recordBytes },
                TimeProvider.System
            )
        );
    }

    [Fact]
    public async Task Under_every_fault_at_once_each_append_that_returns_is_durable()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            await using var bench = await StartAsync(Options(5_120) with { MaxResends = 2 }, retries: 0);
            bench.Service.CallFate = _ => random.Next(10) < 6 ? FirehoseCall.Answered : (FirehoseCall)random.Next(1, 5);
            bench.Service.RecordFate = (_, _) =>
                random.Next(10) < 8 ? FirehoseRecord.Taken : (FirehoseRecord)random.Next(1, 3);
            bench.Service.Copies = _ => random.Next(10) < 7 ? 1 : 2;
            var durable = new List<StudyEvent>();
            for (var append = 0; append < 5; append++)
            {
                var events = SomeEvents(random.Next(1, 30), durable.Count);
                // As the caller does: what throws is appended again, the same.
                while (!await TryAppendAsync(bench, events))
                    bench.Clock.Advance(TimeSpan.FromSeconds(random.Next(120)));
                durable.AddRange(events);
            }
            var delivered = (await bench.DeliveredAsync()).ToHashSet();
            Assert.True(
                delivered.SetEquals(Lines(durable)),
                $"Expected {durable.Count} lines with seed {seed}, found {delivered.Count}."
            );
        }
    }

    private static async Task<bool> TryAppendAsync(SinkBench bench, StudyEvent[] events)
    {
        try
        {
            await bench.AppendAsync(events);
            return true;
        }
        catch (Exception exception)
            when (exception is FirehoseDeliveryException or AmazonKinesisFirehoseException or HttpRequestException)
        {
            return false;
        }
    }
}
