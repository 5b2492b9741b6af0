using System.Globalization;
using System.IO.Compression;
using System.Text;
using StudyLake.Benchmarks.Pipeline;
using StudyLake.Cli.Commands;
using StudyLake.Cli.Demo;
using StudyLake.Cli.Lake;
using StudyLake.Events.Lake;
using StudyLake.Transform;

namespace StudyLake.Benchmarks.Lake;

/// <summary>Reports over a large lake with its snapshot, each in a process of its own.</summary>
internal static class ReportBenchmark
{
    private const int DayEvents = 20_000;

    private static readonly DateOnly First = new(2026, 11, 7);

    private static readonly (string Report, string Period)[] Reports =
    [
        ("volume-weekly", "2026-W40"),
        ("volume-monthly", "2026-10"),
        ("volume-annual", "2026"),
        ("quality", "2026-10"),
    ];

    /// <summary>Runs it and writes the section of the results.</summary>
    /// <param name="folder">An empty folder for some gigabytes, or one with a lake that an earlier run has made.</param>
    /// <param name="events">Events in the lake, in days of 20,000.</param>
    /// <param name="rounds">Rounds, from 1.</param>
    public static async Task<int> RunAsync(string folder, int events, int rounds)
    {
        var load = ResultsFile.Load();
        var keys = Path.Combine(folder, "keys.json");
        var lake = Path.Combine(folder, "lake");
        if (!Directory.Exists(lake))
            await MakeAsync(folder, lake, events);
        // Nothing to do where it reaches to the last event already.
        var whole = MeasuredCommand.Start(keys, "snapshot", "--lake", lake);
        Console.WriteLine($"snapshot: {whole.Output.Split('\n')[^1]}, {whole.Cpu:0} processor s");
        var text = new StringBuilder();
        text.AppendLine("## Reports");
        var rows = new StringBuilder();
        foreach (var (report, period) in Reports)
        {
            var runs = Enumerable
                .Range(0, rounds)
                .Select(_ =>
                    MeasuredCommand.Start(
                        keys,
                        [
                            "report",
                            "run",
                            report,
                            "--period",
                            period,
                            "--lake",
                            lake,
                            "--out",
                            Path.Combine(folder, "out"),
                        ]
                    )
                )
                .ToList();
            Console.WriteLine($"{report}: {string.Join(" ", runs.Select(run => $"{run.Wall:0.0}"))} s");
            rows.AppendLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"|{report} {period}|{Median(runs, run => run.Wall)}|{Median(runs, run => run.Cpu)}|{Statistics.Median(runs.Select(run => run.PeakMegabytes)):N0}|"
                )
            );
        }
        text.AppendLine(
            $"- {ResultsFile.Machine()}; DuckDB 1.5.6, two threads; load average {load:0.0} before, {ResultsFile.Load():0.0} after."
        );
        text.AppendLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"- {events / DayEvents * DayEvents:N0} events of a demo hospital of 500 studies, copied under other identities, with a snapshot that reaches to the last; {rounds} rounds, each in a process of its own; medians and in brackets lowest and highest. HTML and CSV are written."
            )
        );
        text.AppendLine()
            .AppendLine("|report|s by the clock|processor s|peak memory MB|")
            .AppendLine("|-|-:|-:|-:|")
            .Append(rows);
        ResultsFile.Write("reports", text.ToString());
        return 0;
    }

    private static string Median(List<Measured> runs, Func<Measured, double> of) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Statistics.Median(runs.Select(of)):0.0} ({runs.Min(of):0.0} – {runs.Max(of):0.0})"
        );

    private static async Task MakeAsync(string folder, string lake, int events)
    {
        var lines = LakeBenchmark.Hospital(folder);
        Parallel.For(0, events / DayEvents, day => Write(lake, lines, day));
        await LakeManifest.OpenOrCreateAsync(new FolderLakeStore(lake), TimeProvider.System, default);
        await DemoRegistry.WriteAsync(
            Path.Combine(lake, "registry"),
            new DemoHospital(new DemoOptions { Folder = folder, Studies = 500 }).Year,
            default
        );
        await TransformCommand.TransformAsync(lake, false, default);
        Console.WriteLine("lake made");
    }

    private static void Write(string lake, LakeLines lines, int day)
    {
        var date = First.AddDays(day);
        var time = date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var path = Path.Combine(lake, new LogSegment(date, day + 1, "0123456789abcdef").Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? lake);
        using var stream = File.Create(path);
        using var gzip = new GZipStream(stream, CompressionLevel.Fastest);
        for (var place = 0; place < DayEvents; place++)
            gzip.Write(lines.Line((day * DayEvents) + place, time.AddSeconds(4 * place)));
    }
}
