using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using StudyLake.Cli.Preview;
using StudyLake.Cli.Query;
using StudyLake.Dashboards.Page;

namespace StudyLake.Benchmarks.Page;

/// <summary>Our dashboard's first sheet through a browser: opened, and filtered by clicks on the slices of its pie.</summary>
internal sealed class PageBenchmark(PageLake lake, PageBrowser browser)
{
    private const string Pie = "ov-modality";
    private const int Loads = 9;
    private const int Starts = 7;
    private const int Clicks = 24;
    private const int RawRounds = 2;
    private const int RawClicks = 3;

    // A slice too thin to hit is nobody's target.
    private const double LeastAngle = 0.05;

    private static readonly DateTimeOffset Now = new(2026, 11, 15, 8, 0, 0, TimeSpan.Zero);

    /// <summary>What a stage measured; kept in a file, so that each stage is a run of its own.</summary>
    private sealed record Figures
    {
        public double LoadAverage { get; init; } = ResultsFile.Load();

        public string Browser { get; init; } = "";

        public List<double> Openings { get; init; } = [];

        public List<double> First { get; init; } = [];

        public List<double> Loads { get; init; } = [];

        public List<double> Clicks { get; init; } = [];

        public List<string> Imports { get; init; } = [];
    }

    /// <summary>Runs one stage, or writes the section of the results out of what the stages left.</summary>
    /// <param name="stage">lake, starts, imported, raw or report.</param>
    /// <param name="folder">Where the lake is made, or lies from an earlier run.</param>
    /// <param name="instances">The least number of instances in it.</param>
    /// <param name="chromium">Full path of the browser.</param>
    public static async Task<int> RunAsync(string stage, string folder, long instances, string chromium)
    {
        var lake = new PageLake(folder);
        var kept = Path.Combine(folder, stage + ".json");
        if (stage == "lake")
        {
            Say($"{await lake.MakeAsync(instances):N0} instances");
            return 0;
        }
        if (stage == "report")
        {
            Report(folder, await lake.CountAsync());
            return 0;
        }
        await using var browser = await PageBrowser.StartAsync(chromium);
        var benchmark = new PageBenchmark(lake, browser);
        var figures = stage switch
        {
            "starts" => await benchmark.StartsAsync(),
            "imported" => await benchmark.ImportedAsync(),
            "raw" => await benchmark.RawAsync(),
            _ => throw new ArgumentException($"Expected a stage, found '{stage}'.", nameof(stage)),
        };
        await File.WriteAllTextAsync(kept, JsonSerializer.Serialize(figures with { Browser = browser.Version }));
        return 0;
    }

    private static void Report(string folder, long count)
    {
        Figures Of(string stage) =>
            JsonSerializer.Deserialize<Figures>(File.ReadAllText(Path.Combine(folder, stage + ".json")))
            ?? throw new InvalidOperationException($"Expected what '{stage}' measured.");
        var (starts, warm, raw) = (Of("starts"), Of("imported"), Of("raw"));
        var text = new StringBuilder();
        text.AppendLine("## Page");
        text.AppendLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"- {ResultsFile.Machine()}; DuckDB 1.5.6, two threads; chromium {starts.Browser} on the same machine; load average {starts.LoadAverage:0.0} before, {raw.LoadAverage:0.0} after."
            )
        );
        text.AppendLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"- {count:N0} instances; the overview of our dashboard, ten visuals and five controls, 1440 by 1000. Milliseconds by the browser's clock from the request, or the press of the mouse, until the last mark of the last visual is drawn; medians, and in brackets lowest and highest. Each load is a browser without any cache. No answer of the server is kept between loads or clicks, except in the first row, which is a server that has just started."
            )
        );
        text.AppendLine(
            "- Raw Parquet: the same page without snapshot and without import; the server opens anew for each round and folds the events then; loads and clicks find in memory what the fold has left, and make the marts of it each time."
        );
        text.AppendLine();
        text.AppendLine("|what|snapshot and import|raw Parquet|target|");
        text.AppendLine("|-|-:|-:|-:|");
        text.AppendLine(
            $"|first sheet, asked for as soon as the server listens|{Range(starts.First)}|{Range(raw.First)}||"
        );
        text.AppendLine($"|first sheet, server up ({Loads} loads)|{Range(warm.Loads)}|{Range(raw.Loads)}|≤ 2,000|");
        text.AppendLine(
            $"|click until the sheet is drawn again ({Clicks} clicks, {RawRounds * RawClicks} raw)|{Range(warm.Clicks)}|{Range(raw.Clicks)}|≤ 500|"
        );
        text.AppendLine();
        text.AppendLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"From the start to the address: {Statistics.Median(starts.Openings):0.0} s for `studylake preview`, {Statistics.Median(raw.Openings):0.0} s over raw Parquet, which is when it folds the events. Imports, one after the other, in the server of the second row:"
            )
        );
        text.AppendLine();
        text.AppendLine("|data set|rows|seconds|").AppendLine("|-|-:|-:|");
        foreach (var import in warm.Imports)
            text.AppendLine(import);
        ResultsFile.Write("page", text.ToString());
    }

    // A new process each time: nothing compiled, nothing read, nothing imported.
    private async Task<Figures> StartsAsync()
    {
        var figures = new Figures();
        for (var start = 0; start < Starts; start++)
        {
            using var preview = await PreviewProcess.StartAsync(lake, Now.ToString("O", CultureInfo.InvariantCulture));
            figures.Openings.Add(preview.Seconds);
            var (page, milliseconds) = await browser.OpenAsync(preview.Address);
            figures.First.Add(milliseconds);
            await page.Context.CloseAsync();
            Say($"start {start + 1}: address after {preview.Seconds:0.0} s, sheet after {milliseconds:N0} ms");
        }
        return figures;
    }

    private async Task<Figures> ImportedAsync()
    {
        var rows = await new FollowedLake(lake.Lake, lake.Registry, TimeProvider.System).OpenAsync(default);
        await using var server = await ServeAsync(rows, imports: true);
        var figures = new Figures { Imports = await ImportsAsync(server.Address) };
        for (var load = 0; load < Loads; load++)
        {
            var (page, milliseconds) = await browser.OpenAsync(server.Address);
            figures.Loads.Add(milliseconds);
            if (load == Loads - 1)
                await ClickAsync(page, Clicks, figures.Clicks);
            await page.Context.CloseAsync();
        }
        Say(
            $"imported: sheet {Statistics.Median(figures.Loads):N0} ms, click {Statistics.Median(figures.Clicks):N0} ms"
        );
        return figures;
    }

    private async Task<Figures> RawAsync()
    {
        var figures = new Figures();
        for (var round = 0; round < RawRounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            var session = await LakeSession.OpenAsync(lake.Lake, lake.Registry, default, useSnapshot: false);
            var rows = new PageRows
            {
                Engine = session,
                About = "Raw Parquet",
                Close = session.DisposeAsync,
            };
            await using var server = await ServeAsync(rows, imports: false);
            figures.Openings.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
            var (page, milliseconds) = await browser.OpenAsync(server.Address);
            figures.First.Add(milliseconds);
            await ClickAsync(page, RawClicks, figures.Clicks);
            await page.Context.CloseAsync();
            (page, milliseconds) = await browser.OpenAsync(server.Address);
            figures.Loads.Add(milliseconds);
            await page.Context.CloseAsync();
            Say(
                $"raw {round + 1}: opened in {figures.Openings[^1]:0.0} s, first {figures.First[^1]:N0} ms, then {milliseconds:N0} ms, click {Statistics.Median(figures.Clicks):N0} ms"
            );
        }
        return figures;
    }

    private static Task<PageServer> ServeAsync(PageRows rows, bool imports) =>
        PageServer.StartAsync(
            new PageOptions
            {
                Rows = rows,
                ImportsSpice = imports,
                KeptAnswers = 0,
                Clock = new StoppedClock(Now),
                OnFailure = exception => Console.Error.WriteLine(exception),
            },
            default
        );

    private static async Task ClickAsync(Microsoft.Playwright.IPage page, int clicks, List<double> times)
    {
        for (var click = 0; click < clicks; click++)
        {
            // Looked up each time: a filter's chip moves the sheet down.
            var slices = (await PageBrowser.SlicesAsync(page, Pie)).Where(slice => slice[2] >= LeastAngle).ToList();
            var slice = slices[click % slices.Count];
            times.Add(await PageBrowser.ClickAsync(page, slice[0], slice[1]));
        }
    }

    // Waits until every import is done; one line of the table for each.
    private static async Task<List<string>> ImportsAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(500))
        {
            using var board = JsonDocument.Parse(await client.GetStringAsync("/api/board"));
            var sets = board.RootElement.GetProperty("dataSets").EnumerateArray().ToList();
            if (sets.Any(set => set.GetProperty("state").GetString() == "waiting"))
            {
                if (Stopwatch.GetElapsedTime(started) > TimeSpan.FromMinutes(10))
                    throw new InvalidOperationException("Expected every data set imported after 10 minutes.");
                continue;
            }
            return
            [
                .. sets.Where(set => set.GetProperty("state").GetString() == "imported")
                    .Select(set =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"|{set.GetProperty("name").GetString()}|{set.GetProperty("rows").GetInt64():N0}|{set.GetProperty("ms").GetDouble() / 1000:0.0}|"
                        )
                    ),
            ];
        }
    }

    private static string Range(List<double> values) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Statistics.Median(values):N0} ({values.Min():N0} – {values.Max():N0})"
        );

    private static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
