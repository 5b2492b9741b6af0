using BenchmarkDotNet.Running;
using StudyLake.Benchmarks;
using StudyLake.Benchmarks.Dashboards;
using StudyLake.Benchmarks.Data;
using StudyLake.Benchmarks.Fuzz;
using StudyLake.Benchmarks.Lake;
using StudyLake.Benchmarks.Lambda;
using StudyLake.Benchmarks.Page;
using StudyLake.Benchmarks.Pipeline;
using StudyLake.Benchmarks.Reader;

// The scripts beside this file say which verb takes what; without a verb it is BenchmarkDotNet.
return args switch
{
    ["data", var folder] => ReaderData.Write(folder),
    ["reader-worker"] => ReaderWorker.Run(Console.In, Console.Out),
    ["reader", var folder, var peer, var python, var rounds] => ReaderComparison.Run(folder, peer, python, rounds),
    ["pipeline", var folder, var studies] => await PipelineBenchmark.RunAsync(folder, int.Parse(studies)),
    ["fuzz"] => HeaderFuzzTarget.Run(),
    ["lake", var folder, var host, var rounds] => await LakeBenchmark.RunAsync(folder, host, int.Parse(rounds)),
    ["lake-batch", var folder] => await LakeBenchmark.WriteAsync(folder, isDay: false),
    ["lake-day", var folder] => await LakeBenchmark.WriteAsync(folder, isDay: true),
    ["snapshot", var folder, var events, var rounds] => await SnapshotBenchmark.RunAsync(
        folder,
        int.Parse(events),
        int.Parse(rounds)
    ),
    ["snapshot-lake", var folder, var events] => await SnapshotBenchmark.WriteAsync(folder, int.Parse(events)),
    ["report", var folder, var events, var rounds] => await ReportBenchmark.RunAsync(
        folder,
        int.Parse(events),
        int.Parse(rounds)
    ),
    ["report-queries", var lake, var report, var period] => await ReportQueryTimes.RunAsync(lake, report, period),
    ["lake-worker", var task] when File.ReadAllLines(task) is [var what, var lake, var argument, var times] =>
        await LakeWorker.RunAsync(what, lake, argument, int.Parse(times)),
    ["lambda", var corpus, var rounds] => await LambdaBenchmark.RunAsync(corpus, int.Parse(rounds)),
    ["compact", var events] => await CompactBenchmark.RunAsync(int.Parse(events)),
    ["lint", var definitions, var folder, var rounds] => await LintBenchmark.RunAsync(
        definitions,
        folder,
        int.Parse(rounds)
    ),
    ["page", var stage, var folder, var instances, var chromium] => await PageBenchmark.RunAsync(
        stage,
        folder,
        long.Parse(instances),
        chromium
    ),
    ["measured", .. var command] => await MeasuredCommand.RunAsync(command),
    _ => RunBenchmarkDotNet(args),
};

static int RunBenchmarkDotNet(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(CpuClock).Assembly).Run(args);
    return 0;
}
