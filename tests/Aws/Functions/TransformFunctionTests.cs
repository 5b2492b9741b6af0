using StudyLake.Aws.Functions;
using StudyLake.Tests.Support;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.Functions;

public sealed class TransformFunctionTests
{
    private static readonly byte[] Dicom = File.ReadAllBytes(
        Repository.Data("dicom", "own-nasties", "076-no-pixel.dcm")
    );

    [Fact]
    public async Task Only_the_segments_told_of_are_transformed_and_the_log_is_not_listed()
    {
        await using var bench = await FilledAsync();
        bench.EventLog.Put("log/dt=2026-10-01/another.ndjson.gz", bench.EventLog.Live()[0].Content);
        var function = await bench.TransformAsync();

        var response = await function.HandleAsync(FunctionBench.Batch(bench.LogBodies[0]), new SomeContext());

        Assert.Empty(response.BatchItemFailures);
        Assert.Single(Files(bench, "study_events/"));
        Assert.Single(Files(bench, "transform_batches/"));
        // The only GET of the log is that of the segment: a listing is one too.
        Assert.Equal(1, bench.S3.Tally.Requests("log-bucket", "GET"));
    }

    [Fact]
    public async Task A_segment_that_is_told_of_again_is_passed_over()
    {
        await using var bench = await FilledAsync();
        var function = await bench.TransformAsync();
        await function.HandleAsync(FunctionBench.Batch(bench.LogBodies[0]), new SomeContext());
        var puts = bench.S3.Tally.Requests("lake-bucket", "PUT");

        await function.HandleAsync(FunctionBench.Batch(bench.LogBodies[0]), new SomeContext());

        Assert.Equal(puts, bench.S3.Tally.Requests("lake-bucket", "PUT"));
    }

    [Fact]
    public async Task A_segment_whose_batch_was_not_finished_is_written_again_with_the_same_bytes()
    {
        await using var bench = await FilledAsync();
        var function = await bench.TransformAsync();
        await function.HandleAsync(FunctionBench.Batch(bench.LogBodies[0]), new SomeContext());
        var first = bench.Lake.Live().ToDictionary(item => item.Key, item => item.Etag);
        bench.Lake.Delete(Files(bench, "transform_batches/").Single());

        await function.HandleAsync(FunctionBench.Batch(bench.LogBodies[0]), new SomeContext());

        Assert.Equal(first, bench.Lake.Live().ToDictionary(item => item.Key, item => item.Etag));
    }

    [Theory]
    [InlineData(
        "log/dt=2026-10-01/studylake-events-1-2026-10-01-03-15-00-8f4e2d1c-0a9b-4c7d-9e6f-5a4b3c2d1e0f.ndjson.gz"
    )]
    [InlineData("log/dt=2026-10-01/000000000042-0123456789abcdef.ndjson.gz")]
    public async Task Segments_are_taken_under_the_names_that_streams_and_folders_give(string key)
    {
        await using var bench = await FilledAsync();
        bench.EventLog.Put(key, bench.EventLog.Live()[0].Content);
        var function = await bench.TransformAsync();

        await function.HandleAsync(FunctionBench.Batch(bench.LogBodies[^1]), new SomeContext());

        var name = key["log/dt=2026-10-01/".Length..^".ndjson.gz".Length];
        Assert.Equal([$"study_events/dt=2026-10-01/{name}.parquet"], Files(bench, "study_events/"));
    }

    [Theory]
    [InlineData("firehose-errors/format-conversion-failed/x.gz")]
    [InlineData("log/dt=2026-10-01/.hidden.ndjson.gz")]
    [InlineData("log/dt=2026-10-01/notes.txt")]
    [InlineData("log/x.ndjson.gz")]
    public async Task What_is_no_segment_is_counted_and_left_alone(string key)
    {
        await using var bench = await FilledAsync();
        bench.EventLog.Put(key, [1]);
        var function = await bench.TransformAsync();

        var response = await function.HandleAsync(FunctionBench.Batch(bench.LogBodies[^1]), new SomeContext());

        Assert.Empty(response.BatchItemFailures);
        Assert.Empty(Files(bench, "study_events/"));
        Assert.Contains("\"NotificationsIgnored\":1", bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_segment_goes_to_quarantine_whole_and_its_message_does_not_return()
    {
        await using var bench = await FilledAsync();
        var good = bench.EventLog.Live()[0].Content;
        bench.EventLog.Put("log/dt=2026-10-01/cut.ndjson.gz", good[..(good.Length / 2)]);
        var function = await bench.TransformAsync();

        var response = await function.HandleAsync(FunctionBench.Batch(bench.LogBodies[^1]), new SomeContext());

        Assert.Empty(response.BatchItemFailures);
        Assert.Equal(["quarantine/dt=2026-10-01/cut.ndjson.gz"], Files(bench, "quarantine/"));
        Assert.Contains("\"SegmentsQuarantined\":1", bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_segment_that_fails_returns_alone()
    {
        await using var bench = await FilledAsync();
        bench.EventLog.Put("log/dt=2026-10-01/gone.ndjson.gz", [1]);
        bench.EventLog.Delete("log/dt=2026-10-01/gone.ndjson.gz");
        var function = await bench.TransformAsync();

        var response = await function.HandleAsync(
            FunctionBench.Batch(bench.LogBodies[1], bench.LogBodies[0]),
            new SomeContext()
        );

        Assert.Equal("m0", Assert.Single(response.BatchItemFailures).ItemIdentifier);
        Assert.Single(Files(bench, "transform_batches/"));
    }

    [Fact]
    public async Task No_segment_is_begun_when_time_is_short()
    {
        await using var bench = await FilledAsync();
        var function = await bench.TransformAsync();

        await Assert.ThrowsAsync<FunctionFailedException>(() =>
            function.HandleAsync(FunctionBench.Batch(bench.LogBodies[0]), new SomeContext(TimeSpan.Zero))
        );

        Assert.Empty(Files(bench, "study_events/"));
    }

    private static async Task<FunctionBench> FilledAsync()
    {
        var bench = await FunctionBench.StartAsync();
        bench.Source.Put("1.dcm", Dicom);
        bench.Source.Put("2.dcm", Dicom);
        await (await bench.IngestAsync()).HandleAsync(FunctionBench.Batch(bench.Bodies), new SomeContext());
        return bench;
    }

    private static IEnumerable<string> Files(FunctionBench bench, string prefix) =>
        bench.Lake.Live().Select(item => item.Key).Where(key => key.StartsWith(prefix, StringComparison.Ordinal));
}
