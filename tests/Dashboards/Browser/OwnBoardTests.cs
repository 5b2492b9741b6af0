using Microsoft.Playwright;
using StudyLake.Cli.Demo;
using StudyLake.Cli.Preview;
using StudyLake.Dashboards.Page;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Dashboards.Browser;

/// <summary>
/// Our own dashboard over a demo hospital, every sheet in light and dark. With <c>STUDYLAKE_WRITE_IMAGES=1</c> each
/// becomes a picture of the documentation, over the demo's whole hospital instead of a small one.
/// </summary>
public sealed class OwnBoardTests(ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    private static readonly bool Writes = Environment.GetEnvironmentVariable("STUDYLAKE_WRITE_IMAGES") == "1";

    [Fact]
    public async Task Every_sheet_is_drawn_in_light_and_dark_without_an_error_or_a_word_in_the_console()
    {
        await chromium.StartAsync();
        using var folder = new TemporaryFolder();
        var place = new DemoPlace(folder.Path);
        place.Clear();
        var options = new DemoOptions { Folder = place.Files };
        var run = new DemoRun(place, Writes ? options : options with { Studies = 90 });
        var hospital = run.Hospital();
        await DemoRegistry.WriteAsync(place.Registry, hospital.Year, default);
        await run.FillAsync(hospital, default);
        var followed = new FollowedLake(place.Lake, place.Registry, TimeProvider.System);
        var rows = await followed.OpenAsync(default);
        await using var server = await PageServer.StartAsync(
            new PageOptions
            {
                // The folder's name is chance, and pictures show the demo.
                Rows = rows with
                {
                    About = "Demo hospital group",
                },
                Clock = new StoppedClock(new DateTimeOffset(hospital.Year.End, TimeOnly.MinValue, TimeSpan.Zero)),
                Definition = Path.Combine(Repository.Root, "dashboards", "definitions"),
            },
            default
        );
        var sheets = await SheetsAsync(server.Address);
        Assert.Equal(8, sheets.Count);
        foreach (var sheet in sheets)
        foreach (var isDark in (bool[])[false, true])
        {
            await using var board = await chromium.OpenAsync(server.Address, $"?sheet={sheet}", isDark, 1440, 1000);
            Assert.Empty(board.Said);
            var states = await board.Page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('[data-visual]')].map((tile) => `${tile.dataset.visual} ${tile.dataset.state}`)"
            );
            Assert.NotEmpty(states);
            Assert.All(states, state => Assert.EndsWith(" ok", state, StringComparison.Ordinal));
            var cut = await board.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
            Assert.True(cut <= 0, $"Expected sheet '{sheet}' within its page, found {cut} pixels beyond.");
            if (Writes)
                await ShootAsync(board.Page, sheet, isDark);
        }
    }

    private static async Task<List<string>> SheetsAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        using var answer = System.Text.Json.JsonDocument.Parse(await client.GetStringAsync("/api/board"));
        return
        [
            .. answer
                .RootElement.GetProperty("sheets")
                .EnumerateArray()
                .Select(sheet => sheet.GetProperty("id").GetString() ?? ""),
        ];
    }

    private static Task<byte[]> ShootAsync(IPage page, string sheet, bool isDark) =>
        page.ScreenshotAsync(
            new PageScreenshotOptions
            {
                Path = Path.Combine(
                    Repository.Root,
                    "docs",
                    "images",
                    $"dashboard-{sheet}-{(isDark ? "dark" : "light")}.png"
                ),
                FullPage = true,
            }
        );
}
