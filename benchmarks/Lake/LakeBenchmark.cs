using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using DuckDB.NET.Data;
using StudyLake.Benchmarks.Pipeline;
using StudyLake.Cli.Commands;
using StudyLake.Cli.Demo;
using StudyLake.Cli.DuckDb;
using StudyLake.Cli.Lake;
using StudyLake.Events.Lake;
using StudyLake.Transform;

namespace StudyLake.Benchmarks.Lake;

/// <summary>Transform and compaction beside DuckDB doing the same from the same files, in one run.</summary>
internal sealed class LakeBenchmark(string folder, string host, int rounds)
{
    private const long BatchBytes = 128L << 20;
    private const string WarmTimes = "8";
    private const string DuckTimes = "4";
    private const int DayEvents = 216_000;
    private const int MinuteFiles = 1440;
    private const int DeliveryFiles = 96;
    private const int LargeFiles = 4;
    private const int LargeEvents = 65_000;

    private readonly string _lake = Path.Combine(folder, "lake");

    /// <summary>Runs it and writes the section of the results.</summary>
    /// <param name="folder">An empty folder for some gigabytes.</param>
    /// <param name="host">The native program of <c>transform-host</c>.</param>
    /// <param name="rounds">How often each side is measured.</param>
    public static async Task<int> RunAsync(string folder, string host, int rounds)
    {
        var load = ResultsFile.Load();
        var text = new StringBuilder();
        var benchmark = new LakeBenchmark(folder, host, rounds);
        text.AppendLine("## Lake");
        text.AppendLine($"- {ResultsFile.Machine()}; DuckDB 1.5.6, one thread.");
        text.AppendLine(
            $"- {rounds} rounds, the two sides of a row taking turns; medians, and in brackets lowest and highest. A ratio is of the two within one round."
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

    /// <summary>Writes what is measured to <c>lake</c> in a folder, to be looked at with a profiler: the batch, or the day.</summary>
    public static async Task<int> WriteAsync(string folder, bool isDay)
    {
        var benchmark = new LakeBenchmark(folder, "", 0);
        var lines = Hospital(folder);
        if (isDay)
            await benchmark.WriteDayAsync(lines, MinuteFiles, DayEvents / MinuteFiles);
        else
            benchmark.Write(lines, 0, 1, BatchBytes, int.MaxValue);
        return 0;
    }

    private void Batch(LakeLines lines, StringBuilder text)
    {
        var (segment, events, plain) = Write(lines, 0, 1, BatchBytes, int.MaxValue);
        var name = segment.Name + LogSegment.Suffix;
        var path = Path.Combine(_lake, segment.Path);
        var runs = Enumerable.Range(0, 6).Select(_ => new List<double[]>()).ToArray();
        var (jit, native, duck, duckThree, coldOwn, coldDuck) = (runs[0], runs[1], runs[2], runs[3], runs[4], runs[5]);
        for (var round = 0; round < rounds; round++)
        {
            jit.Add(Worker("own", _lake, name, WarmTimes));
            duck.Add(Worker("duck", _lake, name, DuckTimes));
            native.Add(Child(host, _lake, "dt=2026-10-01", name, WarmTimes));
            duckThree.Add(Worker("duck-three", _lake, name, DuckTimes));
            coldOwn.Add(Child(host, _lake, "dt=2026-10-01", name));
            coldDuck.Add(Worker("duck", _lake, name, "1"));
        }
        AssertSameRows(segment);
        var ours = Tables().Sum(table => new FileInfo(table).Length);
        var eventsFile = new FileInfo(OwnFile(LakeTables.StudyEvents, segment));
        var duckFile = new FileInfo(Path.Combine(_lake, "duck.parquet"));
        text.AppendLine()
            .AppendLine(
                $"### One batch of {plain / 1048576.0:N0} MB of JSON, {events:N0} events, {new FileInfo(path).Length / 1048576.0:N1} MB gzip"
            );
        text.AppendLine(
            $"Ours: three tables, each sorted, names and bytes a function of the input. DuckDB `COPY`: study_events alone, in the order of the log. DuckDB, same work: the three tables, of one reading of the log, each sorted by the columns that lead in ours; as many rows in each. Warm: the median of the last half of {WarmTimes} repetitions in one process ({DuckTimes} for DuckDB, which has no compiler to warm up). Native: as on Lambda, compiled ahead of time."
        );
        text.AppendLine().AppendLine("|what|ours|DuckDB|ratio|target|").AppendLine("|-|-:|-:|-:|-:|");
        Row(text, "processor ms, warm, native (rate against DuckDB `COPY`)", native, duck, 0, inverse: true, "≥ 1.3 ×");
        Row(text, "the same, just-in-time compiled", jit, duck, 0, inverse: true, "≥ 1.3 ×");
        Row(
            text,
            "processor ms, warm, native (rate against DuckDB, same work)",
            native,
            duckThree,
            0,
            inverse: true,
            ""
        );
        Row(text, "the same, just-in-time compiled", jit, duckThree, 0, inverse: true, "");
        Row(text, "cold process, processor ms; ours native, DuckDB `COPY`", coldOwn, coldDuck, 0, inverse: false, "");
        Row(
            text,
            "cold process, ms by the clock; ours native, DuckDB `COPY`",
            coldOwn,
            coldDuck,
            4,
            inverse: false,
            "≤ 0.7 ×"
        );
        text.AppendLine(
            $"|peak memory MB of the cold process|{coldOwn.Max(run => run[1]):N0}|{coldDuck.Max(run => run[1]):N0}||≤ 192|"
        );
        text.AppendLine(
            $"|bytes of study_events|{eventsFile.Length:N0}|{duckFile.Length:N0}|{(double)eventsFile.Length / duckFile.Length:0.00}|≤ 1.02|"
        );
        text.AppendLine(
            $"|all tables against the gzip log|{ours:N0}|{new FileInfo(path).Length:N0}|{(double)ours / new FileInfo(path).Length:0.00}|≤ 0.65|"
        );
    }

    private string OwnFile(LakeTable table, LogSegment segment) =>
        Path.Combine(_lake, LakeFile.Of(table, segment.ArrivalDate, segment.Name));

    // A rival that had left rows out would not have done the same work.
    private void AssertSameRows(LogSegment segment)
    {
        using var database = new DuckDBConnection("DataSource=:memory:");
        database.Open();
        foreach (var table in (LakeTable[])[LakeTables.StudyEvents, LakeTables.StudyText, LakeTables.FieldIssues])
        {
            var (own, theirs) = (Rows(OwnFile(table, segment)), Rows(DuckTransform.File(_lake, table)));
            if (own != theirs)
                throw new InvalidOperationException($"Expected {own} rows of {table.Name}, found {theirs}.");
        }

        long Rows(string file)
        {
            using var command = database.CreateCommand();
            command.CommandText = $"select count(*) from '{file}'";
            return (long)(command.ExecuteScalar() ?? 0L);
        }
    }

    private async Task DayAsync(LakeLines lines, StringBuilder text)
    {
        await WriteDayAsync(lines, MinuteFiles, DayEvents / MinuteFiles);
        var gzip = Directory
            .EnumerateFiles(Path.Combine(_lake, "log"), "*", SearchOption.AllDirectories)
            .Sum(file => new FileInfo(file).Length);
        var small = Files();
        var compact = Compact();
        var sorted = Files();
        var (many, one, manyOpened, oneOpened) = (Runs(), Runs(), Runs(), Runs());
        for (var round = 0; round < rounds; round++)
        {
            many.Add(Worker("query", _lake, Query(small), "1"));
            one.Add(Worker("query", _lake, Query(sorted), "1"));
            manyOpened.Add(Worker("opened-query", _lake, Query(small), "1"));
            oneOpened.Add(Worker("opened-query", _lake, Query(sorted), "1"));
        }
        text.AppendLine()
            .AppendLine(
                $"### A day of {DayEvents:N0} events in {MinuteFiles:N0} files of a minute, and compacted into {sorted.Length}"
            );
        text.AppendLine(
            "Studies per day by modality: distinct studies by study date and modality, in DuckDB without its file cache, in a process of its own. The query alone: asked of a database that is open and has answered another question."
        );
        text.AppendLine().AppendLine("|what|compacted|a file a minute|ratio|target|").AppendLine("|-|-:|-:|-:|-:|");
        Row(text, "bytes read", one, many, 3, inverse: false, "≤ 0.02");
        Row(text, "ms by the clock, the query alone", oneOpened, manyOpened, 2, inverse: false, "≤ 0.05");
        Row(text, "processor ms, the query alone", oneOpened, manyOpened, 0, inverse: false, "");
        Row(text, "ms by the clock, opening of DuckDB included", one, many, 2, inverse: false, "");
        Row(text, "processor ms, opening of DuckDB included", one, many, 0, inverse: false, "");
        var share = Statistics.Median(one.Select(run => run[3])) / gzip;
        text.AppendLine(
            $"|bytes read against the gzip log|{Statistics.Median(one.Select(run => run[3])):N0}|{gzip:N0}|{share:0.0000}|≤ 0.01|"
        );
        text.AppendLine()
            .AppendLine(
                "Compaction of a day, in a process of its own; 64 MB of its memory are the block that is sorted at a time."
            )
            .AppendLine()
            .AppendLine("|a day of|processor s|a million events|s by the clock|peak memory MB|target|")
            .AppendLine("|-|-:|-:|-:|-:|-:|");
        Row(text, MinuteFiles, DayEvents, compact);
        foreach (
            var (files, events) in ((int, int)[])[(DeliveryFiles, DayEvents / DeliveryFiles), (LargeFiles, LargeEvents)]
        )
        {
            await WriteDayAsync(lines, files, events);
            Row(text, files, files * events, Compact());
        }
    }

    private static List<double[]> Runs() => [];

    private static void Row(StringBuilder text, int files, int events, Measured compact) =>
        text.AppendLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"|{events:N0} events in {files:N0} files|{compact.Cpu:0.0}|{compact.Cpu * 1e6 / events:0.0}|{compact.Wall:0.0}|{compact.PeakMegabytes:0}|10 a million|"
            )
        );

    private Measured Compact() =>
        MeasuredCommand.Start(
            Path.Combine(folder, "keys.json"),
            "compact",
            "--lake",
            _lake,
            "--dt",
            "2026-10-01",
            "--grace",
            "600"
        );

    private async Task WriteDayAsync(LakeLines lines, int files, int events)
    {
        if (Directory.Exists(_lake))
            Directory.Delete(_lake, recursive: true);
        for (var file = 0; file < files; file++)
            Write(lines, file * events, file + 1, long.MaxValue, events);
        await LakeManifest.OpenOrCreateAsync(new FolderLakeStore(_lake), TimeProvider.System, default);
        await TransformCommand.TransformAsync(_lake, false, default);
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
