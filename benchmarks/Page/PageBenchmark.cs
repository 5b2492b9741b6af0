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

    private sealed record Figures(List<double> Loads, List<double> Clicks);

    /// <summary>Runs it and writes the section of the results.</summary>
    /// <param name="folder">Where the lake is made, or lies from an earlier run.</param>
    /// <param name="instances">The least number of instances in it.</param>
    /// <param name="chromium">Full path of the browser.</param>
    public static async Task<int> RunAsync(string folder, long instances, string chromium)
    {
        var load = ResultsFile.Load();
        var lake = new PageLake(folder);
        var count = await lake.MakeAsync(instances);
        await using var browser = await PageBrowser.StartAsync(chromium);
        var benchmark = new PageBenchmark(lake, browser);

        var (opening, cold) = await benchmark.StartsAsync();
        var (imports, warm) = await benchmark.ImportedAsync();
        var (rawFirst, raw) = await benchmark.RawAsync();

        var text = new StringBuilder();
        text.AppendLine("## Page");
        text.AppendLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"- {ResultsFile.Machine()}; DuckDB 1.5.6, two threads; chromium {browser.Version} on the same machine; load average {load:0.0} before, {ResultsFile.Load():0.0} after."
            )
        );
        text.AppendLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"- {count:N0} instances; the overview of our dashboard, nine visuals and five controls, 1440 by 1000. Milliseconds by the browser's clock from the request, or the press of the mouse, until the last mark of the last visual is drawn; medians, and in brackets lowest and highest. Each load is a browser without any cache. No answer of the server is kept between loads or clicks, except in the first row, which is a server that has just started."
            )
        );
        text.AppendLine(
            "- Raw Parquet: the same page without snapshot and without import; the server opens anew for each load, which folds the events, and the clicks after it find what the fold has left in memory."
        );
        text.AppendLine();
        text.AppendLine("|what|snapshot and import|raw Parquet|target|");
        text.AppendLine("|-|-:|-:|-:|");
        text.AppendLine($"|first sheet, asked for as soon as the server listens|{Range(cold)}|{Range(rawFirst)}||");
        text.AppendLine($"|first sheet, server up ({Loads} loads)|{Range(warm.Loads)}|{Range(raw.Loads)}|≤ 2,000|");
        text.AppendLine(
            $"|click until the sheet is drawn again ({Clicks} clicks, {RawRounds * RawClicks} raw)|{Range(warm.Clicks)}|{Range(raw.Clicks)}|≤ 500|"
        );
        text.AppendLine();
        text.AppendLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"From the start of `studylake preview` to its address: {Statistics.Median(opening):0.0} s. Imports, one after the other, in the server of the second row:"
            )
        );
        text.AppendLine();
        text.AppendLine("|data set|rows|seconds|").AppendLine("|-|-:|-:|");
        foreach (var import in imports)
            text.AppendLine(import);
        ResultsFile.Write("page", text.ToString());
        return 0;
    }

    // A new process each time: nothing compiled, nothing read, nothing imported.
    private async Task<(List<double> Opening, List<double> Loads)> StartsAsync()
    {
        var (opening, loads) = (new List<double>(), new List<double>());
        for (var start = 0; start < Starts; start++)
        {
            using var preview = await PreviewProcess.StartAsync(lake, Now.ToString("O", CultureInfo.InvariantCulture));
            opening.Add(preview.Seconds);
            var (page, milliseconds) = await browser.OpenAsync(preview.Address);
            loads.Add(milliseconds);
            await page.Context.CloseAsync();
            Say($"start {start + 1}: address after {preview.Seconds:0.0} s, sheet after {milliseconds:N0} ms");
        }
        return (opening, loads);
    }

    private async Task<(List<string> Imports, Figures Figures)> ImportedAsync()
    {
        var rows = await new FollowedLake(lake.Lake, lake.Registry, TimeProvider.System).OpenAsync(default);
        await using var server = await ServeAsync(rows, imports: true);
        var imports = await ImportsAsync(server.Address);
        var figures = new Figures([], []);
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
        return (imports, figures);
    }

    private async Task<(List<double> First, Figures Figures)> RawAsync()
    {
        var first = new List<double>();
        var figures = new Figures([], []);
        for (var round = 0; round < RawRounds; round++)
        {
            var session = await LakeSession.OpenAsync(lake.Lake, lake.Registry, default, useSnapshot: false);
            var rows = new PageRows
            {
                Engine = session,
                About = "Raw Parquet",
                Close = session.DisposeAsync,
            };
            await using var server = await ServeAsync(rows, imports: false);
            var (page, milliseconds) = await browser.OpenAsync(server.Address);
            first.Add(milliseconds);
            await ClickAsync(page, RawClicks, figures.Clicks);
            await page.Context.CloseAsync();
            (page, milliseconds) = await browser.OpenAsync(server.Address);
            figures.Loads.Add(milliseconds);
            await page.Context.CloseAsync();
            Say(
                $"raw {round + 1}: first {first[^1]:N0} ms, then {milliseconds:N0} ms, click {Statistics.Median(figures.Clicks):N0} ms"
            );
        }
        return (first, figures);
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
        var slices = (await PageBrowser.SlicesAsync(page, Pie)).Where(slice => slice[2] >= LeastAngle).ToList();
        for (var click = 0; click < clicks; click++)
        {
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
