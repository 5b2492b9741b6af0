using System.Globalization;
using Microsoft.Playwright;

namespace StudyLake.Tests.Dashboards.Browser;

public sealed class BoardTests(ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    private const string ExamsByModality =
        "select modality, sum(exams) from exams where study_date <= timestamp '2026-10-31'";

    [Theory]
    [InlineData("overview", 9)]
    [InlineData("kinds", 18)]
    [InlineData("states", 2)]
    [InlineData("hostile", 8)]
    [InlineData("report", 5)]
    public async Task Every_sheet_is_drawn_without_a_word_in_the_console_and_asks_only_its_own_server(
        string sheet,
        int visuals
    )
    {
        await using var board = await chromium.OpenAsync($"?sheet={sheet}");
        Assert.Equal(visuals, await board.Page.Locator("[data-visual]").CountAsync());
        Assert.Equal(0, await board.Page.Locator("[data-state='loading']").CountAsync());
        Assert.Empty(board.Said);
        Assert.All(board.Asked, url => Assert.Equal(chromium.Server.Address.Authority, new Uri(url).Authority));
    }

    [Fact]
    public async Task Every_kind_of_visual_is_drawn_and_only_the_map_says_why_not()
    {
        await using var board = await chromium.OpenAsync("?sheet=kinds");
        var states = await board.Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('[data-visual]')].map((tile) => `${tile.dataset.visual} ${tile.dataset.state}`)"
        );
        Assert.Equal(["map unsupported"], states.Where(state => !state.EndsWith(" ok", StringComparison.Ordinal)));
        Assert.Contains("Maps need tiles", await board.TextAsync("map"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bars_are_the_sums_that_other_SQL_gives()
    {
        await using var board = await chromium.OpenAsync();
        Assert.Equal(await ExpectedAsync($"{ExamsByModality} group by modality"), await board.BarsAsync("bar"));
    }

    [Fact]
    public async Task A_click_filters_the_other_visuals_and_the_same_click_clears()
    {
        await using var board = await chromium.OpenAsync();
        var all = await board.TextAsync("kpi-exams");
        await board.ThenDrawnAsync(() => PickAsync(board, "MR"));
        var expected = await ExpectedAsync($"{ExamsByModality} and modality = 'MR' group by modality");
        Assert.Contains(Written(expected["MR"]), await board.TextAsync("kpi-exams"), StringComparison.Ordinal);
        Assert.Equal(5, (await board.BarsAsync("bar")).Count);
        Assert.Contains("MR", await board.Page.Locator("#chips").InnerTextAsync(), StringComparison.Ordinal);
        await board.ThenDrawnAsync(() => board.Page.Locator("#chips button").First.ClickAsync());
        Assert.Equal(all, await board.TextAsync("kpi-exams"));
        Assert.Empty(board.Said);
    }

    [Fact]
    public async Task The_back_button_takes_a_click_back_and_a_reload_keeps_it()
    {
        await using var board = await chromium.OpenAsync();
        var all = await board.TextAsync("kpi-exams");
        await board.ThenDrawnAsync(() => PickAsync(board, "CT"));
        var filtered = await board.TextAsync("kpi-exams");
        Assert.NotEqual(all, filtered);
        await board.Page.ReloadAsync();
        await board.DrawnAsync(0);
        Assert.Equal(filtered, await board.TextAsync("kpi-exams"));
        await board.ThenDrawnAsync(() => board.Page.GoBackAsync());
        Assert.Equal(all, await board.TextAsync("kpi-exams"));
    }

    [Fact]
    public async Task A_parameter_of_the_address_filters_and_stands_in_the_title()
    {
        await using var board = await chromium.OpenAsync("?p.Modality=CT&p.Modality=US");
        Assert.Equal(
            await ExpectedAsync($"{ExamsByModality} and modality in ('CT', 'US') group by modality"),
            await board.BarsAsync("bar")
        );
        Assert.Contains("Exams by modality in CT, US", await board.TextAsync("bar"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_control_is_chosen_with_the_keyboard_alone()
    {
        await using var board = await chromium.OpenAsync();
        await board.Page.Locator("#control-c-institution").FocusAsync();
        await board.Page.Keyboard.PressAsync("Enter");
        await board.Page.Keyboard.PressAsync("ArrowDown");
        await board.Page.Keyboard.PressAsync("Space");
        await board.ThenDrawnAsync(async () =>
        {
            await board.Page.Keyboard.PressAsync("Tab");
            await board.Page.Locator(".options .primary").FocusAsync();
            await board.Page.Keyboard.PressAsync("Enter");
        });
        var expected = await ExpectedAsync(
            "select 'all', sum(exams) from exams where study_date <= timestamp '2026-10-31' and institution = 'Harbour'"
        );
        Assert.Contains(Written(expected["all"]), await board.TextAsync("kpi-exams"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arrow_keys_walk_a_chart_and_Enter_filters()
    {
        await using var board = await chromium.OpenAsync();
        await board.Tile("pie").Locator(".chart").FocusAsync();
        await board.Page.Keyboard.PressAsync("ArrowRight");
        Assert.NotEqual("", await board.Page.Locator("#status").InnerTextAsync());
        await board.ThenDrawnAsync(() => board.Page.Keyboard.PressAsync("Enter"));
        Assert.Contains("click.pie.", board.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drilling_shows_the_next_level_of_the_value_and_comes_back()
    {
        await using var board = await chromium.OpenAsync();
        await board.ClickBarAsync("bar", "CT");
        await board.ThenDrawnAsync(() =>
            board.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Drill down to station" }).ClickAsync()
        );
        Assert.Equal(
            await ExpectedAsync(
                "select station, sum(exams) from exams where study_date <= timestamp '2026-10-31' and modality = 'CT' group by station"
            ),
            await board.BarsAsync("bar")
        );
        await board.ThenDrawnAsync(() => board.Tile("bar").Locator(".crumbs button").ClickAsync());
        Assert.Equal(5, (await board.BarsAsync("bar")).Count);
    }

    [Fact]
    public async Task A_visual_without_rows_and_one_that_fails_say_so()
    {
        await using var board = await chromium.OpenAsync("?sheet=states");
        Assert.Equal("empty", await board.StateAsync("empty"));
        Assert.Contains("No rows", await board.TextAsync("empty"), StringComparison.Ordinal);
        Assert.Equal("error", await board.StateAsync("broken"));
        Assert.Contains("no_such_column", await board.TextAsync("broken"), StringComparison.Ordinal);
        await board.Page.Locator("#unsupported").ClickAsync();
        Assert.Contains(
            "no_such_column",
            await board.Page.Locator("dialog").InnerTextAsync(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_user_sees_only_what_the_rules_let_through()
    {
        await using var board = await chromium.OpenAsync();
        await board.ThenDrawnAsync(() => board.Page.Locator("#user").SelectOptionAsync("anna"));
        var expected = await ExpectedAsync(
            "select 'all', sum(exams) from exams where study_date <= timestamp '2026-10-31' and institution = 'Northgate'"
        );
        Assert.Contains(Written(expected["all"]), await board.TextAsync("kpi-exams"), StringComparison.Ordinal);
        await board.GoAsync("?user=nobody");
        Assert.Equal("empty", await board.StateAsync("kpi-exams"));
    }

    [Fact]
    public async Task A_table_is_sorted_by_its_header()
    {
        await using var board = await chromium.OpenAsync();
        await board.ThenDrawnAsync(() =>
            board.Tile("table").GetByRole(AriaRole.Button, new() { Name = "exams" }).First.ClickAsync()
        );
        var cells = await board.Tile("table").Locator("tbody td:nth-child(3)").AllInnerTextsAsync();
        var numbers = cells
            .Select(cell => double.Parse(cell, NumberStyles.Number, CultureInfo.InvariantCulture))
            .ToList();
        Assert.Equal(numbers.OrderDescending(), numbers);
        Assert.NotEmpty(numbers);
    }

    [Fact]
    public async Task Names_out_of_headers_stay_text_wherever_they_are_written()
    {
        await using var board = await chromium.OpenAsync("?sheet=hostile");
        Assert.Equal("Every kind of visual", await board.Page.TitleAsync());
        Assert.Equal(0, await board.Page.Locator("main img, main script, main b:text('x')").CountAsync());
        var table = await board.TextAsync("h-table");
        Assert.Contains("<script>document.title='owned'</script>", table, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", table, StringComparison.Ordinal);
        Assert.Contains("\uFFFDgnp.exe", table, StringComparison.Ordinal);
        Assert.Contains("${Modality}", table, StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script>", await board.TextAsync("h-bar"), StringComparison.Ordinal);
        Assert.Empty(board.Said);
    }

    [Theory]
    [InlineData(true, 1440)]
    [InlineData(false, 390)]
    public async Task In_the_dark_and_on_a_phone_nothing_runs_out_of_the_page(bool isDark, int width)
    {
        await using var board = await chromium.OpenAsync("", isDark, width);
        var over = await board.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        Assert.True(over <= 0, $"Expected no sideways scrolling, found {over} pixels.");
        var ground = await board.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        Assert.Equal(isDark ? "rgb(14, 20, 26)" : "rgb(244, 246, 248)", ground);
    }

    private static async Task PickAsync(BoardPage board, string modality)
    {
        await board.ClickBarAsync("bar", modality);
        await board.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Filter the sheet by this" }).ClickAsync();
    }

    private async Task<Dictionary<string, double>> ExpectedAsync(string select)
    {
        var rows = await chromium.Server.AskAsync(select);
        return rows.ToDictionary(
            row => (string?)row[0] ?? "",
            row => Convert.ToDouble(row[1], CultureInfo.InvariantCulture),
            StringComparer.Ordinal
        );
    }

    private static string Written(double number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
