using System.Globalization;
using System.IO.Compression;
using System.Text;
using StudyLake.Benchmarks.Pipeline;
using StudyLake.Cli.Commands;
using StudyLake.Cli.Lake;
using StudyLake.Events.Lake;
using StudyLake.Transform;

namespace StudyLake.Benchmarks.Lake;

/// <summary>A dashboard's query over the snapshot, with and without events that came later, beside the fold of all events.</summary>
internal static class SnapshotBenchmark
{
    private const int Rounds = 7;
    private const int DayEvents = 20_000;
    private const int TailEvents = 2_000;
    private const string Query =
        "select study_date, primary_modality, count(*) as study_count from studies group by study_date, primary_modality";

    private static readonly DateOnly First = new(2026, 1, 1);

    /// <summary>Runs it and writes the section of the results.</summary>
    /// <param name="folder">An empty folder for some gigabytes.</param>
    /// <param name="events">Events in the lake, in days of 20,000.</param>
    public static async Task<int> RunAsync(string folder, int events)
    {
        var load = ResultsFile.Load();
        var keys = Path.Combine(folder, "keys.json");
        var lake = Path.Combine(folder, "lake");
        var lines = LakeBenchmark.Hospital(folder);
        var days = events / DayEvents;
        for (var day = 0; day < days; day++)
            Write(lake, lines, day, day * DayEvents, DayEvents);
        await LakeManifest.OpenOrCreateAsync(new FolderLakeStore(lake), TimeProvider.System, default);
        await TransformCommand.TransformAsync(lake, false, default);
        Console.WriteLine("lake made");
        var whole = MeasuredCommand.Start(keys, "snapshot", "--lake", lake);
        var (fold, kept) = Measure(lake);
        Write(lake, lines, days, days * DayEvents, TailEvents);
        await TransformCommand.TransformAsync(lake, false, default);
        var (foldAll, tail) = Measure(lake);
        var added = MeasuredCommand.Start(keys, "snapshot", "--lake", lake);
        var gzip = Bytes(Path.Combine(lake, "log"));

        var text = new StringBuilder();
        text.AppendLine("## Snapshot");
        text.AppendLine(
            $"- {ResultsFile.Machine()}; DuckDB 1.5.6, two threads; load average {load:0.0} before, {ResultsFile.Load():0.0} after."
        );
        text.AppendLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"- {days * DayEvents:N0} events in {days} days, {gzip / 1048576.0:N0} MB of gzip log; studies by date and modality from the mart `studies`, each time in a process of its own, {Rounds} rounds in turn, medians and in brackets lowest and highest. Bytes are what the process asked the system to read, its own program and library included."
            )
        );
        Table(text, "snapshot, nothing new", kept, fold);
        Table(text, $"snapshot and {TailEvents:N0} new events", tail, foldAll);
        text.AppendLine();
        text.AppendLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Building: whole {whole.Cpu:0.0} processor s, {whole.Wall:0.0} s by the clock, peak {whole.PeakMegabytes:0} MB; after {TailEvents:N0} events {added.Cpu:0.0} processor s, {added.Wall:0.0} s, peak {added.PeakMegabytes:0} MB."
            )
        );
        ResultsFile.Write("snapshot", text.ToString());
        return 0;
    }

    private static (List<double[]> Fold, List<double[]> Kept) Measure(string lake)
    {
        var (fold, kept) = (new List<double[]>(), new List<double[]>());
        for (var round = 0; round < Rounds; round++)
        {
            fold.Add(LakeBenchmark.Worker("fold", lake, Query, "1"));
            kept.Add(LakeBenchmark.Worker("snapshot", lake, Query, "1"));
            Console.WriteLine($"round {round + 1} of {Rounds}, load {ResultsFile.Load()}");
        }
        return (fold, kept);
    }

    private static void Table(StringBuilder text, string name, List<double[]> kept, List<double[]> fold)
    {
        text.AppendLine().AppendLine($"|what|{name}|fold of all events|ratio|target|").AppendLine("|-|-:|-:|-:|-:|");
        LakeBenchmark.Row(text, "ms by the clock, opening included", kept, fold, 2, inverse: false, "≤ 0.067");
        LakeBenchmark.Row(text, "processor ms", kept, fold, 0, inverse: false, "");
        LakeBenchmark.Row(text, "bytes read", kept, fold, 3, inverse: false, "≤ 0.125");
        LakeBenchmark.Row(text, "peak memory MB", kept, fold, 1, inverse: false, "");
    }

    private static void Write(string lake, LakeLines lines, int day, int first, int count)
    {
        var date = First.AddDays(day);
        var time = date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var path = Path.Combine(lake, new LogSegment(date, day + 1, "0123456789abcdef").Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? lake);
        using var stream = File.Create(path);
        using var gzip = new GZipStream(stream, CompressionLevel.Fastest);
        for (var place = 0; place < count; place++)
            gzip.Write(lines.Line(first + place, time.AddSeconds(4 * place)));
    }

    private static long Bytes(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
}
