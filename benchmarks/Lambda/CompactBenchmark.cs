using System.Diagnostics;
using System.Globalization;
using System.Text;
using StudyLake.Aws.S3;
using StudyLake.Benchmarks.Data;
using StudyLake.Events.Lake;
using StudyLake.Tests.Aws.S3;
using StudyLake.Tests.Aws.Template;
using StudyLake.Tests.Support.Aws;
using StudyLake.Transform;

namespace StudyLake.Benchmarks.Lambda;

/// <summary>The compact function as AWS Lambda runs it, over a day that came in a file each 300 seconds.</summary>
internal static class CompactBenchmark
{
    private const int Segments = 288;
    private const string HeapLimit = "DOTNET_GCHeapHardLimit";
    private const string Keys = """
        {"pseudonym_key_id":"k1","pseudonym_key":"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f","object_id_key":"202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f"}
        """;

    /// <summary>Runs it and writes the section of the results.</summary>
    public static async Task<int> RunAsync(int events)
    {
        var load = ResultsFile.Load();
        var program = Path.Combine(RepositoryRoot.Find(), "artifacts", "lambda", "bootstrap-linux-x64", "bootstrap");
        await using var cloud = await StandInCloud.StartAsync(Keys, new Random(1));
        var perSegment = await FillAsync(cloud, program, events / Segments);
        var (files, bytes) = Size(cloud);
        var (gets, sent) = (
            cloud.S3.Tally.Requests(StandInCloud.LakeBucket, "GET"),
            cloud.S3.Tally.BytesSent(StandInCloud.LakeBucket)
        );
        var puts = cloud.S3.Tally.Requests(StandInCloud.LakeBucket, "PUT");
        var function = TemplateModel.Value.Resource("CompactFunction");
        var memory = TemplateModel.Text(function, "Properties", "MemorySize");
        var heap = TemplateModel.Text(function, "Properties", "Environment", "Variables", HeapLimit);
        await using var process = await LambdaRun.StartAsync(
            program,
            cloud.Environment("compact", ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", memory), (HeapLimit, heap))
        );
        var answer = await process.Runtime.InvokeAsync("{}", TimeSpan.FromMinutes(15));
        var wall = Stopwatch.GetElapsedTime(process.StartedAt).TotalSeconds;
        process.Process.Refresh();
        var cpu = process.Process.TotalProcessorTime.TotalSeconds;
        var peak = LambdaRun.PeakMiBOf(process);
        if (answer.Response?.StartsWith("{\"steps\":1,", StringComparison.Ordinal) != true)
            throw new InvalidOperationException(
                $"Expected one step of compaction, found {answer}: {string.Join('\n', process.Log)}"
            );
        Console.WriteLine(string.Join('\n', process.Log));
        gets = cloud.S3.Tally.Requests(StandInCloud.LakeBucket, "GET") - gets;
        puts = cloud.S3.Tally.Requests(StandInCloud.LakeBucket, "PUT") - puts;
        var made = cloud.Lake.Live().Where(file => file.Key.Contains("/compacted-", StringComparison.Ordinal)).ToList();
        var rows = (long)perSegment * Segments;
        var text = new StringBuilder();
        text.AppendLine("## Compaction on AWS");
        text.AppendLine($"- {ResultsFile.Machine()}; load average {load:0.0} before, {ResultsFile.Load():0.0} after.");
        text.AppendLine(
            $"- The published program as a process under stand-ins of Runtime API and S3 on the loopback, for a day of {rows:N0} events in {Segments} segments: {files:N0} Parquet files of {bytes / 1e6:0.0} MB. Sorted on scratch where memory ends. As `template.yaml` has it, the function has {memory} MiB, of which {long.Parse(heap, NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> 20} for managed memory."
        );
        text.AppendLine();
        text.AppendLine("|function|batch|peak MiB|processor s|clock s|GET and LIST|PUT|files made|MB made|");
        text.AppendLine("|-|-|-:|-:|-:|-:|-:|-:|-:|");
        text.AppendLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"|compact|a day of {rows:N0} events in {Segments} segments|{peak:0}|{cpu:0.0}|{wall:0.0}|{gets:N0}|{puts:N0}|{made.Count}|{made.Sum(file => (long)file.Content.Length) / 1e6:0.0}|"
            )
        );
        text.AppendLine(await SnapshotAsync(program));
        ResultsFile.Write("compact", text.ToString());
        return 0;
    }

    /// <summary>A whole build in 16 buckets over three years of compacted days, with an Athena that is done at once.</summary>
    private static async Task<string> SnapshotAsync(string program)
    {
        const int Files = 10_000;
        await using var cloud = await StandInCloud.StartAsync(Keys, new Random(1));
        await using var athena = await ObligingAthena.StartAsync();
        cloud.Lake.Put("lake.json", """{"format_version":1,"created_at":"2026-01-01T00:00:00Z"}"""u8.ToArray());
        for (var file = 0; file < Files; file++)
            cloud.Lake.Put(
                $"study_events/{LogSegment.PartitionName(new DateOnly(2023, 10, 1).AddDays(file / 9))}/compacted-000001-{file:x16}-000.parquet",
                [1]
            );
        await using var process = await LambdaRun.StartAsync(
            program,
            cloud.Environment(
                "snapshot",
                ("STUDYLAKE_WORKGROUP", "studylake"),
                ("STUDYLAKE_DATABASE", "studylake"),
                ("AWS_ENDPOINT_URL_ATHENA", athena.Address.ToString())
            )
        );
        var answer = await process.Runtime.InvokeAsync("{}", TimeSpan.FromMinutes(15));
        var wall = Stopwatch.GetElapsedTime(process.StartedAt).TotalSeconds;
        process.Process.Refresh();
        if (answer.Response?.StartsWith("{\"build\":\"whole\"", StringComparison.Ordinal) != true)
            throw new InvalidOperationException(
                $"Expected a whole build, found {answer}: {string.Join('\n', process.Log)}"
            );
        return string.Create(
            CultureInfo.InvariantCulture,
            $"|snapshot|a whole build over {Files:N0} files: {athena.Statements} statements that take no time|{LambdaRun.PeakMiBOf(process):0}|{process.Process.TotalProcessorTime.TotalSeconds:0.0}|{wall:0.0}|{cloud.S3.Tally.Requests(StandInCloud.LakeBucket, "GET")}|{cloud.S3.Tally.Requests(StandInCloud.LakeBucket, "PUT")}|||"
        );
    }

    /// <summary>Segments of one ingested batch with other ids, taken in by the transform; events of each.</summary>
    private static async Task<long> FillAsync(StandInCloud cloud, string program, int perSegment)
    {
        var notifications = new List<string>();
        cloud.Source.OnNotification = notifications.Add;
        cloud.Log.OnNotification = null;
        var shapes = new HeaderShapes(20_260_302);
        for (var index = 0; index < 100; index++)
            cloud.Source.Put($"{index:000}.dcm", shapes.Plain());
        await LambdaRun.OnceAsync(
            program,
            cloud.Environment("ingest"),
            EventSourceMapping.Payload(notifications.Select((body, index) => new SqsMessage($"m{index}", body)))
        );
        var small = cloud.Log.Live()[0].Content;
        using var client = cloud.S3.Client();
        var store = new S3LakeStore(client, new LakeBuckets(StandInCloud.LogBucket, StandInCloud.LakeBucket, null));
        var transformer = new Transformer(store, new TransformOptions());
        for (var number = 0; number < Segments; number++)
        {
            var name = $"log/dt=2026-10-01/studylake-1-2026-10-01-00-00-00-{number:D8}.ndjson.gz";
            cloud.Log.Put(name, LargeSegment.Of(small, perSegment, (long)number * perSegment));
            if (!LogSegment.TryParse(name, out var segment))
                throw new InvalidOperationException($"Expected the name of a segment, found {name}.");
            await transformer.TransformAsync(segment, CancellationToken.None);
        }
        return perSegment;
    }

    private static (int Files, long Bytes) Size(StandInCloud cloud)
    {
        var files = cloud.Lake.Live().Where(file => file.Key.EndsWith(".parquet", StringComparison.Ordinal)).ToList();
        return (files.Count, files.Sum(file => (long)file.Content.Length));
    }
}
