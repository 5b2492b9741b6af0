using Microsoft.Playwright;

namespace StudyLake.Benchmarks.Page;

/// <summary>A dashboard in Debian's chromium, timed by the browser's own clock.</summary>
internal sealed class PageBrowser : IAsyncDisposable
{
    private static readonly string[] Flags =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    // The page counts its drawings in data-ready, each when its last mark is there; the press of the mouse is the start.
    private const string Watch = """
        window.pressedAt = 0;
        window.drawnAt = [];
        addEventListener("mousedown", () => { pressedAt = performance.now(); }, true);
        addEventListener("DOMContentLoaded", () =>
          new MutationObserver(() => drawnAt.push(performance.now())).observe(document.body, { attributeFilter: ["data-ready"] }));
        """;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private PageBrowser(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    /// <summary>The browser's version.</summary>
    public string Version => _browser.Version;

    /// <summary>Starts the browser.</summary>
    /// <param name="chromium">Full path of the program.</param>
    public static async Task<PageBrowser> StartAsync(string chromium)
    {
        var playwright = await Playwright.CreateAsync();
        var options = new BrowserTypeLaunchOptions { ExecutablePath = chromium, Args = Flags };
        return new PageBrowser(playwright, await playwright.Chromium.LaunchAsync(options));
    }

    /// <summary>A page without any cache, drawn, and the milliseconds from the request to the last mark.</summary>
    public async Task<(IPage Page, double Milliseconds)> OpenAsync(Uri address)
    {
        var context = await _browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = 1440, Height = 1000 },
            }
        );
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(240_000);
        page.SetDefaultNavigationTimeout(240_000);
        await page.AddInitScriptAsync(Watch);
        await page.GotoAsync(address.ToString(), new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
        await DrawnAsync(page, 0);
        await EveryTileIsDrawnAsync(page);
        return (page, await page.EvaluateAsync<double>("drawnAt[0]"));
    }

    /// <summary>Where the middle of each slice of a pie is on the page, and its angle.</summary>
    public static async Task<double[][]> SlicesAsync(IPage page, string visual) =>
        await page.EvaluateAsync<double[][]>(
            """
            visual => {
              const box = document.querySelector(`[data-visual="${visual}"] .chart`);
              const chart = echarts.getInstanceByDom(box);
              const data = chart.getModel().getSeriesByIndex(0).getData();
              const at = box.getBoundingClientRect();
              return Array.from({ length: data.count() }, (_, i) => {
                const { cx, cy, r, r0, startAngle, endAngle } = data.getItemLayout(i);
                const [angle, middle] = [(startAngle + endAngle) / 2, (r + r0) / 2];
                return [at.left + cx + middle * Math.cos(angle), at.top + cy + middle * Math.sin(angle), Math.abs(endAngle - startAngle)];
              });
            }
            """,
            visual
        );

    /// <summary>Presses the mouse at a place; milliseconds until the sheet is drawn again.</summary>
    public static async Task<double> ClickAsync(IPage page, double x, double y)
    {
        var before = await page.EvaluateAsync<int>("Number(document.body.dataset.ready)");
        var url = page.Url;
        await page.Mouse.ClickAsync((float)x, (float)y);
        await DrawnAsync(page, before);
        await EveryTileIsDrawnAsync(page);
        if (page.Url == url)
            throw new InvalidOperationException("Expected a click that filters, found the same address.");
        return await page.EvaluateAsync<double>("drawnAt.at(-1) - pressedAt");
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static Task<IJSHandle> DrawnAsync(IPage page, int before) =>
        page.WaitForFunctionAsync("before => Number(document.body?.dataset.ready) > before", before);

    // What is drawn wrong is drawn fast: nothing may have failed or be empty.
    private static async Task EveryTileIsDrawnAsync(IPage page)
    {
        var wrong = await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('[data-visual]')].filter((tile) => tile.dataset.state !== 'ok').map((tile) => `${tile.dataset.visual} ${tile.dataset.state}: ${tile.innerText}`)"
        );
        if (wrong.Length > 0)
            throw new InvalidOperationException($"Expected every visual drawn, found {string.Join("; ", wrong)}.");
    }
}
