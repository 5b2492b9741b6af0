using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using StudyLake.Analytics;
using StudyLake.Benchmarks.Data;
using StudyLake.Cli.Demo;
using StudyLake.Cli.Query;

namespace StudyLake.Benchmarks.Pipeline;

/// <summary>The whole pipeline over a demo hospital, and ingest of a warm folder of small objects beside its parts.</summary>
internal sealed class PipelineBenchmark(string folder)
{
    private const int SmallObjects = 20_000;
    private const int Rounds = 3;

    private readonly string _files = Path.Combine(folder, "hospital");
    private readonly string _lake = Path.Combine(folder, "lake");
    private readonly string _keys = Path.Combine(folder, "keys.json");

    /// <summary>Runs it and writes the section of the results.</summary>
    public static async Task<int> RunAsync(string folder, int studies)
    {
        Directory.CreateDirectory(folder);
        var benchmark = new PipelineBenchmark(folder);
        var load = ResultsFile.Load();
        var text = new StringBuilder();
        text.AppendLine("## Pipeline");
        text.AppendLine($"- {ResultsFile.Machine()}.");
        text.AppendLine(
            $"- Each command in a process of its own, files in the page cache, {Rounds} rounds, the median. Processor time is user and system of all threads; peak memory is resident."
        );
        await benchmark.HospitalAsync(text, studies);
        benchmark.WarmFolder(text);
        text.AppendLine().AppendLine($"Load average {load:0.0} before, {ResultsFile.Load():0.0} after.");
        ResultsFile.Write("pipeline", text.ToString());
        return 0;
    }

    private async Task HospitalAsync(StringBuilder text, int studies)
    {
        var options = new DemoOptions { Folder = _files, Studies = studies };
        Empty(_files);
        var hospital = new DemoHospital(options);
        var started = Stopwatch.GetTimestamp();
        foreach (var wave in hospital.Waves)
            await wave.ApplyAsync(null, CancellationToken.None);
        var generated = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var files = Directory.EnumerateFiles(_files, "*", SearchOption.AllDirectories).Count();
        var (cold, second, transform) = (new List<Measured>(), new List<Measured>(), new List<Measured>());
        for (var round = 0; round < Rounds; round++)
        {
            Empty(_lake);
            cold.Add(Ingest(_files));
            second.Add(Ingest(_files));
            transform.Add(MeasuredCommand.Start(_keys, "transform", "--lake", _lake, "--json"));
        }
        var events = JsonDocument.Parse(transform[0].Output).RootElement.GetProperty("events").GetInt64();
        text.AppendLine().AppendLine($"### Demo hospital of {studies:N0} studies: {files:N0} files");
        text.AppendLine($"Written in {generated:0.0} s.");
        text.AppendLine();
        text.AppendLine("|step|rate by the clock|clock s|processor s|peak MB|");
        text.AppendLine("|-|-:|-:|-:|-:|");
        text.AppendLine(Line("ingest, first pass", files, "files/s", cold));
        text.AppendLine(Line("ingest, second pass: nothing changed", files, "files/s", second));
        text.AppendLine(Line("transform to Parquet", events, "events/s", transform));
        await MartsAsync(text, events);
    }

    private Measured Ingest(string files) =>
        MeasuredCommand.Start(_keys, "ingest", files, "--lake", _lake, "--source", "benchmark", "--no-transform");

    private async Task MartsAsync(StringBuilder text, long events)
    {
        var registry = Path.Combine(folder, "registry");
        await DemoRegistry.WriteAsync(registry, new DemoYear(new DateOnly(2026, 10, 31)), CancellationToken.None);
        var times = new Dictionary<string, List<double>>();
        var rows = new Dictionary<string, int>();
        for (var round = 0; round < Rounds; round++)
        {
            await using var session = await LakeSession.OpenAsync(_lake, registry, CancellationToken.None);
            foreach (var mart in session.Catalog.Models.Where(model => model.Layer == ModelLayer.Marts))
            {
                var started = Stopwatch.GetTimestamp();
                var count = 0;
                await using (var result = await session.QueryAsync(mart.Name, [], CancellationToken.None))
                {
                    await foreach (var _ in result.Rows)
                        count++;
                }
                var milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                if (!times.TryGetValue(mart.Name, out var list))
                    times[mart.Name] = list = [];
                list.Add(milliseconds);
                rows[mart.Name] = count;
            }
        }
        text.AppendLine().AppendLine($"Marts over {events:N0} events, each read whole once in a session of DuckDB:");
        text.AppendLine().AppendLine("|mart|rows|ms|").AppendLine("|-|-:|-:|");
        foreach (var (mart, list) in times.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            text.AppendLine($"|{mart}|{rows[mart]:N0}|{Statistics.Median(list):N0}|");
    }

    private void WarmFolder(StringBuilder text)
    {
        var small = Path.Combine(folder, "small");
        Empty(small);
        var shapes = new HeaderShapes(20_260_302);
        for (var index = 0; index < SmallObjects; index++)
        {
            var study = Path.Combine(small, (index / 100).ToString("0000", CultureInfo.InvariantCulture));
            Directory.CreateDirectory(study);
            File.WriteAllBytes(
                Path.Combine(study, index.ToString("00000", CultureInfo.InvariantCulture) + ".dcm"),
                shapes.Plain()
            );
        }
        var steps = IngestSteps.Measure(small, Rounds);
        var runs = new List<Measured>();
        for (var round = 0; round < Rounds; round++)
        {
            Empty(_lake);
            runs.Add(Ingest(small));
        }
        var reader = steps.First(step => step.Step == "header reader").Microseconds;
        var sum = steps.Sum(step => step.Microseconds);
        var cores = Environment.ProcessorCount;
        var wall = Statistics.Median(runs.Select(run => run.Wall));
        var cpu = Statistics.Median(runs.Select(run => run.Cpu));
        text.AppendLine().AppendLine($"### Warm folder of {SmallObjects:N0} CT and MR objects of 5 KB");
        text.AppendLine("|step|rate by the clock|clock s|processor s|peak MB|").AppendLine("|-|-:|-:|-:|-:|");
        text.AppendLine(Line("ingest, first pass", SmallObjects, "files/s", runs));
        text.AppendLine();
        text.AppendLine(
            $"One core's header reader takes {reader:0.0} µs, so {cores} cores promise {cores * 1e6 / reader:N0} headers a second; ingest makes {SmallObjects / wall / (cores * 1e6 / reader):P0} of that by the clock. Its processor time is {cpu * 1e6 / SmallObjects:0} µs a file, start of the program included, of which the steps below, each alone on one thread, are {sum:0}:"
        );
        text.AppendLine().AppendLine("|step|µs a file|share|").AppendLine("|-|-:|-:|");
        foreach (var (step, microseconds) in steps)
            text.AppendLine($"|{step}|{microseconds:0.0}|{microseconds / sum:P0}|");
    }

    private static string Line(string step, long count, string unit, List<Measured> runs)
    {
        var wall = Statistics.Median(runs.Select(run => run.Wall));
        var cpu = Statistics.Median(runs.Select(run => run.Cpu));
        return $"|{step}|{count / wall:N0} {unit}|{wall:0.00}|{cpu:0.00}|{runs.Max(run => run.PeakMegabytes):N0}|";
    }

    private static void Empty(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        Directory.CreateDirectory(path);
    }
}
