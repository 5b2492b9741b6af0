using System.Text;
using StudyLake.Benchmarks.Data;
using StudyLake.Cli.Demo;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Benchmarks.Lambda;

/// <summary>The functions as AWS Lambda runs them, under stand-ins: cold start, requests and bytes, memory.</summary>
internal sealed class LambdaBenchmark(string corpus, int rounds)
{
    private const int BatchObjects = 100;
    private const int SegmentBytes = 128 << 20;
    private const string Keys = """
        {"pseudonym_key_id":"k1","pseudonym_key":"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f","object_id_key":"202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f"}
        """;

    private readonly string _native = Program("bootstrap-linux-x64");
    private readonly string _jit = Program("jit-linux-x64");

    /// <summary>Runs it and writes the section of the results.</summary>
    public static async Task<int> RunAsync(string corpus, int rounds)
    {
        var load = ResultsFile.Load();
        var benchmark = new LambdaBenchmark(Path.GetFullPath(corpus), rounds);
        var text = new StringBuilder();
        text.AppendLine("## Lambda");
        text.AppendLine($"- {ResultsFile.Machine()}.");
        text.AppendLine(
            "- The published program as a process under stand-ins of Runtime API, S3 and Secrets Manager on the loopback; no TLS, no sandbox, no download. Sink: direct to S3."
        );
        await benchmark.ColdStartAsync(text);
        await benchmark.RequestsAsync(text);
        await benchmark.MemoryAsync(text);
        text.AppendLine().AppendLine($"Load average {load:0.0} before, {ResultsFile.Load():0.0} after.");
        ResultsFile.Write("lambda", text.ToString());
        return 0;
    }

    private async Task ColdStartAsync(StringBuilder text)
    {
        await using var cloud = await StandInCloud.StartAsync(Keys, new Random(1));
        var source = new List<string>();
        var log = new List<string>();
        cloud.Source.OnNotification = source.Add;
        cloud.Log.OnNotification = log.Add;
        var shapes = new HeaderShapes(20_260_302);
        for (var index = 0; index < BatchObjects; index++)
            cloud.Source.Put($"{index:000}.dcm", shapes.Plain());
        // One batch of a hundred makes the segment that transform gets, and the lake's manifest.
        await LambdaRun.OnceAsync(_native, cloud.Environment("ingest"), EventSourceMapping.Payload(Messages(source)));
        var runs = new Dictionary<(string Function, bool IsNative), List<LambdaRun>>();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var isNative in round % 2 == 0 ? new[] { true, false } : [false, true])
            {
                foreach (var (function, bodies) in new[] { ("ingest", source.Take(1)), ("transform", log.Take(1)) })
                {
                    foreach (
                        var file in cloud
                            .Lake.Live()
                            .Where(item => item.Key.StartsWith("transform_batches/", StringComparison.Ordinal))
                    )
                        cloud.Lake.Delete(file.Key);
                    var run = await LambdaRun.OnceAsync(
                        isNative ? _native : _jit,
                        cloud.Environment(function),
                        EventSourceMapping.Payload(Messages(bodies))
                    );
                    if (!runs.TryGetValue((function, isNative), out var list))
                        runs[(function, isNative)] = list = [];
                    list.Add(run);
                }
            }
        }
        text.AppendLine().AppendLine("### Cold start");
        text.AppendLine(
            $"From the start of the process to the first answer, medians of {rounds}, native code and JIT in turn. Ingest: one CT object of 5 KB; transform: one segment of {BatchObjects} events."
        );
        text.AppendLine()
            .AppendLine("|function|program|clock ms|processor ms|peak MiB|processor time, native over JIT|")
            .AppendLine("|-|-|-:|-:|-:|-:|");
        foreach (var function in new[] { "ingest", "transform" })
        {
            var ratio = Cpu(runs[(function, true)]) / Cpu(runs[(function, false)]);
            foreach (var isNative in new[] { true, false })
            {
                var list = runs[(function, isNative)];
                text.AppendLine(
                    $"|{function}|{(isNative ? "Native AOT" : "JIT, framework-dependent")}|{Statistics.Median(list.Select(run => run.WallMs)):0}|{Cpu(list):0}|{Statistics.Median(list.Select(run => run.PeakMiB)):0}|{(isNative ? $"1/{1 / ratio:0.0}" : "")}|"
                );
            }
        }
        text.AppendLine();
        text.AppendLine($"Bootstrap: {new FileInfo(_native).Length:N0} bytes.");
    }

    private async Task RequestsAsync(StringBuilder text)
    {
        text.AppendLine().AppendLine("### Requests and bytes for each 1,000 objects");
        text.AppendLine($"Batches of {BatchObjects} notifications. Reads of an object count HEAD and GET.");
        text.AppendLine()
            .AppendLine(
                "|mix|objects|mean size KiB|reads|KiB read an object|share of bytes|PUTs of log|log KiB, gzip|"
            );
        text.AppendLine("|-|-:|-:|-:|-:|-:|-:|-:|");
        text.AppendLine(await MixAsync("corpus", Directory.EnumerateFiles(corpus, "*", SearchOption.AllDirectories)));
        var folder = Directory.CreateTempSubdirectory("studylake-benchmark-");
        try
        {
            foreach (var wave in new DemoHospital(new DemoOptions { Folder = folder.FullName, Studies = 200 }).Waves)
                await wave.ApplyAsync(null, CancellationToken.None);
            text.AppendLine(
                await MixAsync(
                    "demo hospital",
                    Directory.EnumerateFiles(folder.FullName, "*", SearchOption.AllDirectories)
                )
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<string> MixAsync(string name, IEnumerable<string> files)
    {
        await using var cloud = await StandInCloud.StartAsync(Keys, new Random(1));
        var bodies = new List<string>();
        cloud.Source.OnNotification = bodies.Add;
        var bytes = 0L;
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var content = await File.ReadAllBytesAsync(file);
            bytes += content.Length;
            cloud.Source.Put(Path.GetFileName(file) + bodies.Count, content);
        }
        await using var process = await LambdaRun.StartAsync(_native, cloud.Environment("ingest"));
        foreach (var batch in bodies.Chunk(BatchObjects))
            await LambdaRun.InvokeAsync(process, EventSourceMapping.Payload(Messages(batch)));
        var tally = cloud.S3.Tally;
        var reads =
            tally.Requests(StandInCloud.SourceBucket, "GET") + tally.Requests(StandInCloud.SourceBucket, "HEAD");
        var perThousand = 1_000.0 / bodies.Count;
        var read = tally.BytesSent(StandInCloud.SourceBucket);
        return $"|{name}|{bodies.Count:N0}|{bytes / 1024.0 / bodies.Count:0.0}|{reads * perThousand:0}|{read / 1024.0 / bodies.Count:0.0}|{read / (double)bytes:P1}|{tally.Requests(StandInCloud.LogBucket, "PUT") * perThousand:0.0}|{tally.BytesStored(StandInCloud.LogBucket) / 1024.0 * perThousand:0}|";
    }

    private async Task MemoryAsync(StringBuilder text)
    {
        await using var cloud = await StandInCloud.StartAsync(Keys, new Random(1));
        var (source, log) = (new List<string>(), new List<string>());
        cloud.Source.OnNotification = source.Add;
        cloud.Log.OnNotification = log.Add;
        // The largest objects of the corpus: long headers, deflated ones and reports among them.
        foreach (
            var file in new DirectoryInfo(corpus)
                .EnumerateFiles("*", SearchOption.AllDirectories)
                .OrderByDescending(file => file.Length)
                .Take(BatchObjects)
        )
            cloud.Source.Put($"{source.Count}.dcm", await File.ReadAllBytesAsync(file.FullName));
        double ingest;
        await using (var process = await LambdaRun.StartAsync(_native, cloud.Environment("ingest")))
        {
            for (var repeat = 0; repeat < 5; repeat++)
                await LambdaRun.InvokeAsync(process, EventSourceMapping.Payload(Messages(source)));
            ingest = LambdaRun.PeakMiBOf(process);
        }
        log.Clear();
        var (segment, lines) = LargeSegment.Make(cloud.Log.Live()[0].Content, SegmentBytes);
        cloud.Log.Put("log/dt=2026-10-01/large.ndjson.gz", segment);
        var run = await LambdaRun.OnceAsync(
            _native,
            cloud.Environment("transform"),
            EventSourceMapping.Payload(Messages(log)),
            TimeSpan.FromMinutes(15)
        );
        text.AppendLine().AppendLine("### Memory and time of the largest batches");
        text.AppendLine("|function|batch|peak MiB|processor s|").AppendLine("|-|-|-:|-:|");
        text.AppendLine($"|ingest|the {BatchObjects} largest objects of the corpus, five times|{ingest:0}||");
        text.AppendLine(
            $"|transform|one segment of {SegmentBytes >> 20} MiB of JSON, {lines:N0} events, {segment.Length / 1048576.0:0.0} MiB stored|{run.PeakMiB:0}|{run.CpuMs / 1000:0.0}|"
        );
    }

    private static double Cpu(IEnumerable<LambdaRun> runs) => Statistics.Median(runs.Select(run => run.CpuMs));

    private static IEnumerable<SqsMessage> Messages(IEnumerable<string> bodies) =>
        bodies.Select((body, index) => new SqsMessage($"m{index}", body));

    private static string Program(string folder)
    {
        var path = Path.Combine(RepositoryRoot.Find(), "artifacts", "lambda", folder, "bootstrap");
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException("Expected the program that ./build-lambda publishes, found none.", path);
    }
}
