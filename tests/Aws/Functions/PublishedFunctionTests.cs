using StudyLake.Tests.Support;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.Functions;

/// <summary>What only the published program can show: its start, its end, and what its clients send.</summary>
public sealed class PublishedFunctionTests
{
    private const string Keys = """
        {"pseudonym_key_id":"k1","pseudonym_key":"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f","object_id_key":"202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f"}
        """;

    [Fact]
    public async Task A_start_without_its_settings_reports_all_of_them_and_ends_with_1()
    {
        var program = PublishedBootstrap.Path();
        await using var process = await FunctionProcess.StartAsync(
            program,
            new Dictionary<string, string> { ["_HANDLER"] = "ingest", ["AWS_REGION"] = "eu-west-1" }
        );

        var error = await process.Runtime.InitError;
        await process.Process.WaitForExitAsync();

        foreach (
            var name in new[] { "SOURCE_BUCKETS", "DELIVERY_STREAM", "LOG_BUCKET", "LAKE_BUCKET", "OBJECT_KEY_SECRET" }
        )
            Assert.Contains($"STUDYLAKE_{name}", error, StringComparison.Ordinal);
        Assert.Equal(1, process.Process.ExitCode);
    }

    [Fact]
    public async Task A_function_that_does_not_exist_is_told_with_the_ones_that_do()
    {
        var program = PublishedBootstrap.Path();
        await using var process = await FunctionProcess.StartAsync(
            program,
            new Dictionary<string, string>
            {
                ["_HANDLER"] = "ingest",
                ["STUDYLAKE_FUNCTION"] = "bake",
                ["AWS_REGION"] = "eu-west-1",
            }
        );

        var error = await process.Runtime.InitError;

        Assert.Contains(
            "Expected ingest or transform or compact or snapshot in STUDYLAKE_FUNCTION",
            error,
            StringComparison.Ordinal
        );
        Assert.Contains("bake", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warm_instance_reads_its_secrets_once_and_passes_the_trace_on()
    {
        var program = PublishedBootstrap.Path();
        await using var cloud = await StandInCloud.StartAsync(Keys, new Random(1));
        var bodies = new List<string>();
        cloud.Source.OnNotification = bodies.Add;
        var dicom = await File.ReadAllBytesAsync(Repository.Data("dicom", "own-nasties", "076-no-pixel.dcm"));
        cloud.Source.Put("1.dcm", dicom);
        cloud.Source.Put("2.dcm", dicom);
        var traces = new List<string>();
        cloud.S3.OnRequest = request =>
        {
            lock (traces)
                traces.Add(request.Headers["X-Amzn-Trace-Id"].ToString());
        };
        await using var process = await FunctionProcess.StartAsync(program, cloud.Environment("ingest"));
        const string Trace = "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1";

        foreach (var body in bodies)
        {
            traces.Clear();
            var answer = await process.Runtime.InvokeAsync(
                EventSourceMapping.Payload([new SqsMessage("m1", body)]),
                traceId: Trace
            );
            Assert.Equal("""{"batchItemFailures":[]}""", answer.Response);
        }

        Assert.Equal(2, cloud.Secrets.Reads);
        // The GET of the object and the PUT of the segment.
        Assert.Equal([Trace, Trace], traces);
    }
}
