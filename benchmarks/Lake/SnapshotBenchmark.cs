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
    private const int LargeLake = 5_000_000;
    private const int DayEvents = 20_000;
    private const int TailEvents = 2_000;
    private const string Query =
        "select study_date, primary_modality, count(*) as study_count from studies group by study_date, primary_modality";

    private static readonly DateOnly First = new(2026, 1, 1);

    /// <summary>Runs it and writes the section of the results.</summary>
    /// <param name="folder">
    /// An empty folder for some gigabytes; or one with a <c>lake</c> of so many events that <see cref="LakeLines"/> made,
    /// and in <c>made</c> the log that they are copies of. The lake may have its snapshot.
    /// </param>
    /// <param name="events">Events in the lake, in days of 20,000.</param>
    /// <param name="rounds">How often each side is measured, from 1.</param>
    public static async Task<int> RunAsync(string folder, int events, int rounds)
    {
        var load = ResultsFile.Load();
        var keys = Path.Combine(folder, "keys.json");
        var lake = Path.Combine(folder, "lake");
        var made = Path.Combine(folder, "made");
        var lines = Directory.Exists(made) ? new LakeLines(made) : LakeBenchmark.Hospital(folder);
        var days = events / DayEvents;
        if (!Directory.Exists(lake))
            await MakeAsync(lake, lines, days);
        Console.WriteLine("lake made");
        // One that is there already is measured, not made again.
        var whole = Directory.Exists(Path.Combine(lake, "snapshot"))
            ? null
            : MeasuredCommand.Start(keys, "snapshot", "--lake", lake);
        Console.WriteLine($"snapshot made: {whole?.Cpu} processor s, {whole?.Wall} s, {whole?.PeakMegabytes} MB");
        var (fold, kept) = Measure(lake, rounds);
        Write(lake, lines, Last(lake).AddDays(1), days + 1, days * DayEvents, TailEvents);
        await TransformCommand.TransformAsync(lake, false, default);
        var (foldAll, tail) = Measure(lake, rounds);
        var added = MeasuredCommand.Start(keys, "snapshot", "--lake", lake);
        var gzip = Bytes(Path.Combine(lake, "log"));

        var text = new StringBuilder();
        text.AppendLine(events < LargeLake ? "## Snapshot" : "## Snapshot of a large lake");
        text.AppendLine(
            $"- {ResultsFile.Machine()}; DuckDB 1.5.6, two threads; load average {load:0.0} before, {ResultsFile.Load():0.0} after."
        );
        text.AppendLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"- {days * DayEvents:N0} events in {days} days, {gzip / 1048576.0:N0} MB of gzip log; studies by date and modality from the mart `studies`, each time in a process of its own, {rounds} rounds in turn, medians and in brackets lowest and highest. Bytes are what the process asked the system to read, its own program and library included."
            )
        );
        Table(text, "snapshot, nothing new", kept, fold);
        Table(text, $"snapshot and {TailEvents:N0} new events", tail, foldAll);
        text.AppendLine();
        text.AppendLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Building: whole {Of(whole)}; after {TailEvents:N0} events {Of(added)}."
            )
        );
        ResultsFile.Write(events < LargeLake ? "snapshot" : "snapshot-large", text.ToString());
        return 0;
    }

    /// <summary>Makes such a lake and nothing else, to be looked at with other programs.</summary>
    public static async Task<int> WriteAsync(string folder, int events)
    {
        await MakeAsync(Path.Combine(folder, "lake"), LakeBenchmark.Hospital(folder), events / DayEvents);
        return 0;
    }

    private static string Of(Measured? measured) =>
        measured is null
            ? "made before"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{measured.Cpu:0.0} processor s, {measured.Wall:0.0} s by the clock, peak {measured.PeakMegabytes:0} MB"
            );

    private static async Task MakeAsync(string lake, LakeLines lines, int days)
    {
        for (var day = 0; day < days; day++)
            Write(lake, lines, First.AddDays(day), day + 1, day * DayEvents, DayEvents);
        await LakeManifest.OpenOrCreateAsync(new FolderLakeStore(lake), TimeProvider.System, default);
        await TransformCommand.TransformAsync(lake, false, default);
    }

    private static (List<double[]> Fold, List<double[]> Kept) Measure(string lake, int rounds)
    {
        var (fold, kept) = (new List<double[]>(), new List<double[]>());
        for (var round = 0; round < rounds; round++)
        {
            fold.Add(LakeBenchmark.Worker("fold", lake, Query, "1"));
            kept.Add(LakeBenchmark.Worker("snapshot", lake, Query, "1"));
            Console.WriteLine($"round {round + 1} of {rounds}, load {ResultsFile.Load()}");
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

    private static DateOnly Last(string lake) =>
        Directory
            .EnumerateDirectories(Path.Combine(lake, "log"))
            .Select(folder => LogSegment.TryParsePartition(Path.GetFileName(folder), out var date) ? date : First)
            .Max();

    private static void Write(string lake, LakeLines lines, DateOnly date, int number, int first, int count)
    {
        var time = date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var path = Path.Combine(lake, new LogSegment(date, number, "0123456789abcdef").Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? lake);
        using var stream = File.Create(path);
        using var gzip = new GZipStream(stream, CompressionLevel.Fastest);
        for (var place = 0; place < count; place++)
            gzip.Write(lines.Line(first + place, time.AddSeconds(4 * place)));
    }

    private static long Bytes(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
}
