using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using StudyLake.Benchmarks.Pipeline;
using StudyLake.Cli.Commands;
using StudyLake.Cli.Demo;
using StudyLake.Cli.DuckDb;
using StudyLake.Cli.Lake;
using StudyLake.Events.Lake;
using StudyLake.Transform;

namespace StudyLake.Benchmarks.Lake;

/// <summary>Transform and compaction beside DuckDB doing the same from the same files, in one run.</summary>
internal sealed class LakeBenchmark(string folder, string host)
{
    private const int Rounds = 7;
    private const long BatchBytes = 128L << 20;
    private const int MinuteFiles = 1440;
    private const int MinuteEvents = 150;

    private readonly string _lake = Path.Combine(folder, "lake");

    /// <summary>Runs it and writes the section of the results.</summary>
    /// <param name="folder">An empty folder for some gigabytes.</param>
    /// <param name="host">The native program of <c>transform-host</c>.</param>
    public static async Task<int> RunAsync(string folder, string host)
    {
        var load = ResultsFile.Load();
        var text = new StringBuilder();
        var benchmark = new LakeBenchmark(folder, host);
        text.AppendLine("## Lake");
        text.AppendLine($"- {ResultsFile.Machine()}; DuckDB 1.5.6, one thread.");
        text.AppendLine(
            $"- {Rounds} rounds, the two sides of a row taking turns; medians, and in brackets lowest and highest. A ratio is of the two within one round."
        );
        var lines = Hospital(folder);
        benchmark.Batch(lines, text);
        await benchmark.DayAsync(lines, text);
        text.AppendLine()
            .AppendLine(
                $"Load average {load:0.0} before, {ResultsFile.Load():0.0} after, on {Environment.ProcessorCount} cores."
            );
        ResultsFile.Write("lake", text.ToString());
        return 0;
    }

    /// <summary>Events of a demo hospital of 500 studies, to be repeated under other identities.</summary>
    internal static LakeLines Hospital(string folder)
    {
        var files = Path.Combine(folder, "hospital");
        var hospital = new DemoHospital(new DemoOptions { Folder = files, Studies = 500 });
        foreach (var wave in hospital.Waves)
            wave.ApplyAsync(null, CancellationToken.None).GetAwaiter().GetResult();
        var made = Path.Combine(folder, "made");
        MeasuredCommand.Start(
            Path.Combine(folder, "keys.json"),
            "ingest",
            files,
            "--lake",
            made,
            "--source",
            "benchmark",
            "--no-transform"
        );
        return new LakeLines(made);
    }

    private void Batch(LakeLines lines, StringBuilder text)
    {
        var (segment, events, plain) = Write(lines, 0, 1, BatchBytes, int.MaxValue);
        var name = segment.Name + LogSegment.Suffix;
        var path = Path.Combine(_lake, segment.Path);
        var (own, duck, coldOwn, coldDuck) = (
            new List<double[]>(),
            new List<double[]>(),
            new List<double[]>(),
            new List<double[]>()
        );
        for (var round = 0; round < Rounds; round++)
        {
            own.Add(Worker("own", _lake, name, "3"));
            duck.Add(Worker("duck", _lake, name, "3"));
            coldOwn.Add(Child(host, _lake, "dt=2026-10-01", name));
            coldDuck.Add(Worker("duck", _lake, name, "1"));
        }
        var ours = Tables().Sum(table => new FileInfo(table).Length);
        var eventsFile = new FileInfo(
            Path.Combine(_lake, LakeFile.Of(LakeTables.StudyEvents, segment.ArrivalDate, segment.Name))
        );
        var duckFile = new FileInfo(Path.Combine(_lake, "duck.parquet"));
        text.AppendLine()
            .AppendLine(
                $"### One batch of {plain / 1048576.0:N0} MB of JSON, {events:N0} events, {new FileInfo(path).Length / 1048576.0:N1} MB gzip"
            );
        text.AppendLine(
            "Ours: the three tables, sorted, names and bytes a function of the input. DuckDB: `COPY` of study_events alone, in the order of the log."
        );
        text.AppendLine().AppendLine("|what|ours|DuckDB|ratio|target|").AppendLine("|-|-:|-:|-:|-:|");
        Row(text, "processor ms, warm (rate against DuckDB)", own, duck, 0, inverse: true, "≥ 1.3 ×");
        Row(text, "cold process, processor ms; ours native", coldOwn, coldDuck, 0, inverse: false, "");
        Row(text, "cold process, ms by the clock; ours native", coldOwn, coldDuck, 4, inverse: false, "≤ 0.7 ×");
        text.AppendLine(
            $"|peak memory MB, native|{coldOwn.Max(run => run[1]):N0}|{coldDuck.Max(run => run[1]):N0}||≤ 192|"
        );
        text.AppendLine(
            $"|bytes of study_events|{eventsFile.Length:N0}|{duckFile.Length:N0}|{(double)eventsFile.Length / duckFile.Length:0.00}|≤ 1.02|"
        );
        text.AppendLine(
            $"|all tables against the gzip log|{ours:N0}|{new FileInfo(path).Length:N0}|{(double)ours / new FileInfo(path).Length:0.00}|≤ 0.65|"
        );
    }

    private async Task DayAsync(LakeLines lines, StringBuilder text)
    {
        Directory.Delete(_lake, recursive: true);
        for (var minute = 0; minute < MinuteFiles; minute++)
            Write(lines, minute * MinuteEvents, minute + 1, long.MaxValue, MinuteEvents);
        var gzip = Directory
            .EnumerateFiles(Path.Combine(_lake, "log"), "*", SearchOption.AllDirectories)
            .Sum(file => new FileInfo(file).Length);
        await LakeManifest.OpenOrCreateAsync(new FolderLakeStore(_lake), TimeProvider.System, default);
        await TransformCommand.TransformAsync(_lake, false, default);
        var small = Files();
        var compact = MeasuredCommand.Start(
            Path.Combine(folder, "keys.json"),
            "compact",
            "--lake",
            _lake,
            "--dt",
            "2026-10-01",
            "--grace",
            "600"
        );
        var sorted = Files();
        var (many, one) = (new List<double[]>(), new List<double[]>());
        for (var round = 0; round < Rounds; round++)
        {
            many.Add(Worker("query", _lake, Query(small), "1"));
            one.Add(Worker("query", _lake, Query(sorted), "1"));
        }
        var events = MinuteFiles * MinuteEvents;
        text.AppendLine()
            .AppendLine(
                $"### A day of {events:N0} events in {MinuteFiles:N0} files of a minute, and compacted into {sorted.Length}"
            );
        text.AppendLine(
            "Studies per day by modality: distinct studies by study date and modality, in DuckDB without its file cache, in a process of its own."
        );
        text.AppendLine().AppendLine("|what|compacted|a file a minute|ratio|target|").AppendLine("|-|-:|-:|-:|-:|");
        Row(text, "bytes read", one, many, 3, inverse: false, "≤ 0.02");
        Row(text, "ms by the clock, opening included", one, many, 2, inverse: false, "≤ 0.05");
        Row(text, "processor ms", one, many, 0, inverse: false, "");
        var share = Statistics.Median(one.Select(run => run[3])) / gzip;
        text.AppendLine(
            $"|bytes read against the gzip log|{Statistics.Median(one.Select(run => run[3])):N0}|{gzip:N0}|{share:0.0000}|≤ 0.01|"
        );
        text.AppendLine();
        text.AppendLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Compaction of that day: {compact.Cpu:0.0} processor s, or {compact.Cpu * 1e6 / events:0.0} s a million events; {compact.Wall:0.0} s by the clock; peak memory {compact.PeakMegabytes:0} MB, of which 64 MB is the block that is sorted at a time."
            )
        );
    }

    private (LogSegment Segment, int Events, long Plain) Write(
        LakeLines lines,
        int first,
        int sequence,
        long bytes,
        int count
    )
    {
        var time = new DateTime(2026, 10, 1, 0, 0, 0, DateTimeKind.Utc);
        using var plain = new MemoryStream();
        var events = 0;
        for (; plain.Length < bytes && events < count; events++)
            plain.Write(lines.Line(first + events, time.AddMilliseconds(100 * (first + events))));
        var segment = new LogSegment(new DateOnly(2026, 10, 1), sequence, "0123456789abcdef");
        var path = Path.Combine(_lake, segment.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? folder);
        using var stream = File.Create(path);
        using var gzip = new GZipStream(stream, CompressionLevel.Optimal);
        plain.WriteTo(gzip);
        return (segment, events, plain.Length);
    }

    private IEnumerable<string> Tables() =>
        LakeTables
            .OfSegments.Select(table => Path.Combine(_lake, table.Name))
            .Where(Directory.Exists)
            .SelectMany(table => Directory.EnumerateFiles(table, "*.parquet", SearchOption.AllDirectories));

    private System.Collections.Immutable.ImmutableArray<string> Files() =>
        LakeFiles.Open(_lake).Of(LakeTables.StudyEvents);

    private static string Query(IReadOnlyList<string> files) =>
        $"select study_date, modality, count(distinct study_instance_uid) from read_parquet([{string.Join(", ", files.Select(file => $"'{file}'"))}]) "
        + "where event_type = 'instance_stored' group by all";

    internal static double[] Worker(params string[] arguments)
    {
        var path = Path.GetTempFileName();
        File.WriteAllLines(path, arguments);
        var measured = Child(Environment.ProcessPath ?? "dotnet", "lake-worker", path);
        File.Delete(path);
        return measured;
    }

    // Processor ms, peak MB, what the child printed more, and last the clock from start to end.
    private static double[] Child(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException("Expected a child process.");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var wall = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var at = output.LastIndexOf("measured: ", StringComparison.Ordinal);
        if (process.ExitCode != 0 || at < 0)
            throw new InvalidOperationException($"Expected a measurement, found exit code {process.ExitCode}.");
        var numbers = output[at..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(word => double.Parse(word, CultureInfo.InvariantCulture))
            .ToList();
        while (numbers.Count < 4)
            numbers.Add(0);
        return [.. numbers, wall];
    }

    internal static void Row(
        StringBuilder text,
        string what,
        List<double[]> left,
        List<double[]> right,
        int column,
        bool inverse,
        string target
    )
    {
        var ratios = left.Zip(right, (a, b) => inverse ? b[column] / a[column] : a[column] / b[column]).ToList();
        text.AppendLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"|{what}|{Statistics.Median(left.Select(run => run[column])):N0}|{Statistics.Median(right.Select(run => run[column])):N0}|{Statistics.Median(ratios):0.000} ({ratios.Min():0.000} – {ratios.Max():0.000})|{target}|"
            )
        );
    }
}
