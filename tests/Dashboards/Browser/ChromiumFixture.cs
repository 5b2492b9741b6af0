using Microsoft.Playwright;
using StudyLake.Tests.Dashboards.Page;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Dashboards.Browser;

/// <summary>One browser and one server for all browser tests; each test has a page of its own.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
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

    private TemporaryFolder? _profile;
    private IPlaywright? _playwright;
    private KindsServer? _server;

    internal IBrowserContext? Context { get; private set; }

    internal KindsServer Server =>
        _server ?? throw new InvalidOperationException("Expected a server, found none: call OpenAsync first.");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A page at an address of the dashboard, drawn to the last mark.</summary>
    internal async Task<BoardPage> OpenAsync(
        string search = "",
        bool isDark = false,
        int width = 1440,
        int height = 1000
    )
    {
        await StartAsync();
        _server ??= await KindsServer.StartAsync();
        return await OpenAsync(Server.Address, search, isDark, width, height);
    }

    /// <summary>A page of another server.</summary>
    internal async Task<BoardPage> OpenAsync(Uri address, string search, bool isDark, int width, int height)
    {
        var context = await StartAsync();
        var page = await context.NewPageAsync();
        await page.EmulateMediaAsync(
            new PageEmulateMediaOptions { ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light }
        );
        await page.SetViewportSizeAsync(width, height);
        var board = new BoardPage(page, address);
        await board.GoAsync(search);
        return board;
    }

    /// <summary>Starts the browser, once; skips the test where there is none.</summary>
    internal async Task<IBrowserContext> StartAsync()
    {
        var chromium = Needs.Tool("chromium");
        if (Context is null)
        {
            _profile = new TemporaryFolder();
            _playwright = await Playwright.CreateAsync();
            Context = await _playwright.Chromium.LaunchPersistentContextAsync(
                _profile.Path,
                new BrowserTypeLaunchPersistentContextOptions
                {
                    ExecutablePath = chromium,
                    Args = Flags,
                    Headless = true,
                }
            );
        }
        return Context;
    }

    public async ValueTask DisposeAsync()
    {
        if (Context is not null)
            await Context.DisposeAsync();
        _playwright?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        _profile?.Dispose();
    }
}
