using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace StudyLake.Tests.Dashboards.Browser;

/// <summary>The dashboard in a browser, with everything it said and asked for.</summary>
internal sealed class BoardPage : IAsyncDisposable
{
    private readonly Uri _address;

    public BoardPage(IPage page, Uri address)
    {
        Page = page;
        _address = address;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Said.Add(message.Text);
        };
        page.PageError += (_, error) => Said.Add(error);
        page.Request += (_, request) => Asked.Add(request.Url);
        page.Dialog += (_, dialog) => Said.Add($"dialog: {dialog.Message}");
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings of the console, broken content policies among them.</summary>
    public List<string> Said { get; } = [];

    /// <summary>Every address the browser asked for.</summary>
    public List<string> Asked { get; } = [];

    public async Task GoAsync(string search)
    {
        await Page.GotoAsync(new Uri(_address, search).ToString());
        await DrawnAsync(0);
    }

    public async Task<int> ReadyAsync() =>
        int.Parse(await Page.EvaluateAsync<string>("document.body.dataset.ready"), CultureInfo.InvariantCulture);

    /// <summary>Waits until the page was drawn more often than before.</summary>
    public Task DrawnAsync(int before) =>
        Page.WaitForFunctionAsync(
            "before => Number(document.body.dataset.ready) > before",
            before,
            new PageWaitForFunctionOptions { Timeout = 60_000 }
        );

    /// <summary>Does something and waits for the drawing it leads to.</summary>
    public async Task ThenDrawnAsync(Func<Task> act)
    {
        var before = await ReadyAsync();
        await act();
        await DrawnAsync(before);
    }

    public ILocator Tile(string visual) => Page.Locator($"[data-visual='{visual}']");

    public Task<string?> StateAsync(string visual) => Tile(visual).GetAttributeAsync("data-state");

    public async Task<string> TextAsync(string visual) => (await Tile(visual).InnerTextAsync()).Trim();

    /// <summary>What a chart was told to draw: the data of a series, by name of category.</summary>
    public async Task<IReadOnlyDictionary<string, double>> BarsAsync(string visual)
    {
        var json = await Page.EvaluateAsync<string>(
            """
            visual => {
              const option = echarts.getInstanceByDom(document.querySelector(`[data-visual="${visual}"] .chart`)).getOption();
              const axis = [...option.xAxis, ...option.yAxis].find((a) => a.type === "category");
              return JSON.stringify(axis.data.map((name, i) => [name, option.series[0].data[i].value]));
            }
            """,
            visual
        );
        using var document = JsonDocument.Parse(json);
        return document
            .RootElement.EnumerateArray()
            .ToDictionary(pair => pair[0].GetString() ?? "", pair => pair[1].GetDouble(), StringComparer.Ordinal);
    }

    /// <summary>Clicks a mark in the middle, as a mouse would.</summary>
    public async Task ClickBarAsync(string visual, string category)
    {
        var place = await Page.EvaluateAsync<double[]>(
            """
            ([visual, category]) => {
              const box = document.querySelector(`[data-visual="${visual}"] .chart`);
              const chart = echarts.getInstanceByDom(box);
              const option = chart.getOption();
              const sideways = option.yAxis[0].type === "category";
              const index = (sideways ? option.yAxis : option.xAxis)[0].data.indexOf(category);
              const half = option.series[0].data[index].value / 2;
              const point = chart.convertToPixel({ seriesIndex: 0 }, sideways ? [half, index] : [index, half]);
              box.scrollIntoView({ block: "center" });
              const at = box.getBoundingClientRect();
              return [at.left + point[0], at.top + point[1]];
            }
            """,
            new[] { visual, category }
        );
        await Page.Mouse.ClickAsync((float)place[0], (float)place[1]);
    }

    public async ValueTask DisposeAsync() => await Page.CloseAsync();
}
