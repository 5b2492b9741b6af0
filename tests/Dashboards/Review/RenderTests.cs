using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using StudyLake.Cli.DuckDb;
using StudyLake.Cli.Preview;
using StudyLake.Dashboards.Page;
using StudyLake.Dashboards.Review;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Dashboards.Review;

/// <summary>Four rows: CT North 1200, CT South 800, MR North 500, and a hostile pair with 40.</summary>
public sealed partial class RenderTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Page_and_picture_are_those_that_were_looked_at()
    {
        var files = RenderFiles.Of(await RenderAsync() with { DataAsOf = null });
        foreach (
            var (name, golden) in ((string, string)[])
                [("index.html", "index.html"), ("visuals/01-02-exams-by-modality.svg", "bar.svg")]
        )
        {
            var text = Encoding.UTF8.GetString(files.Single(file => file.Path == name).Content.Span);
            Assert.Equal(
                await File.ReadAllTextAsync(
                    Repository.Data("dashboards-review", "golden", golden),
                    TestContext.Current.CancellationToken
                ),
                text
            );
        }
    }

    [Fact]
    public async Task Bars_are_as_long_as_their_numbers()
    {
        var board = await RenderAsync();
        var picture = board.Visuals.Single(visual => visual.Spec.Id == "bar").Picture;
        var bars = picture?.Elements("rect").Where(one => one.Element("title") is not null).ToList() ?? [];
        Assert.Equal(
            ["CT – Sum of exams: 2,000", "MR – Sum of exams: 500", "=1+1 – Sum of exams: 40"],
            bars.Select(bar => bar.Element("title")?.Value)
        );
        var lengths = bars.Select(bar => (double?)bar.Attribute("width") ?? 0).ToList();
        Assert.Equal(4, lengths[0] / lengths[1], 2);
        Assert.Equal(50, lengths[0] / lengths[2], 0);
    }

    [Fact]
    public async Task The_CSV_has_the_rows_and_no_formula()
    {
        var board = await RenderAsync();
        var csv = board.Visuals.Single(visual => visual.Spec.Id == "bar").Csv ?? default;
        Assert.Equal(
            "modality,Sum of exams\nCT,2000\nMR,500\n\"'=1+1\",40\n",
            Encoding.UTF8.GetString(csv.Span),
            ignoreLineEndingDifferences: false
        );
    }

    [Fact]
    public async Task A_pivot_shows_each_number_and_its_totals()
    {
        var cells = Page(await RenderAsync())
            .Descendants("tr")
            .Select(row => string.Join('|', row.Elements().Select(cell => cell.Value)))
            .ToList();
        Assert.Contains("CT||1,200|800|2,000", cells);
        Assert.Contains("MR||500||500", cells);
        Assert.Contains("Total|40|1,700|800|2,540", cells);
    }

    [Fact]
    public async Task A_failed_visual_is_named_with_its_reason_and_the_others_are_drawn()
    {
        var board = await RenderAsync();
        var failed = Assert.Single(board.Failed);
        Assert.Equal("Broken one", failed.Title);
        var page = Page(board);
        Assert.Contains(
            page.Descendants("li"),
            item => item.Value.StartsWith("Broken one: Expected", StringComparison.Ordinal)
        );
        Assert.Equal(5, page.Descendants("article").Count());
        Assert.Equal(3, page.Descendants("article").Descendants("svg").Count());
    }

    [Fact]
    public async Task Filters_instant_and_rows_are_printed()
    {
        var board = await RenderAsync(("Site", ["North"]));
        var facts = Page(board)
            .Descendants("dl")
            .Single()
            .Elements()
            .Select(one => $"{one.Element("dt")?.Value}: {one.Element("dd")?.Value}")
            .ToList();
        Assert.Equal(["Site: North", "Data as of: 2026-10-30 09:00 UTC", "Visuals: 5, 1 failed", "Rows: 7"], facts);
        Assert.Equal(
            "1,700",
            board.Visuals.Single(visual => visual.Spec.Id == "total").Picture?.Elements("text").First().Value
        );
    }

    [Fact]
    public async Task The_page_needs_nothing_and_hostile_text_stays_text()
    {
        var html = Encoding.UTF8.GetString(RenderFiles.Of(await RenderAsync())[0].Content.Span);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" style=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>x", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>board", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;x&lt;/b&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotMatch(Outside(), html);
        var style = html[
            (html.IndexOf("<style>", StringComparison.Ordinal) + 7)..html.IndexOf("</style>", StringComparison.Ordinal)
        ];
        Assert.Contains(
            $"style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'",
            html,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_unknown_parameter_or_sheet_is_refused_with_what_there_is()
    {
        var parameter = await Assert.ThrowsAsync<PageException>(() => RenderAsync(("Town", ["North"])));
        Assert.Equal("Expected a parameter of this definition (Site), found 'Town'.", parameter.Message);
    }

    [Fact]
    public async Task The_command_ends_with_3_when_a_visual_failed()
    {
        using var folder = new TemporaryFolder();
        var (exitCode, output, errors) = await StudyLakeProcess.RunAsync(
            "",
            "dashboards",
            "render",
            Repository.Data("dashboards-review", "before"),
            "--lake",
            folder["none"],
            "--out",
            folder["out"]
        );
        Assert.Equal(3, exitCode);
        Assert.Contains("failed: Broken one: Expected", errors, StringComparison.Ordinal);
        Assert.All(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), path => Assert.True(File.Exists(path)));
    }

    internal static async Task<RenderedBoard> RenderAsync(params (string Name, string[] Values)[] parameters)
    {
        await using var engine = await DuckDbEngine.OpenAsync(
            new DuckDbOptions { Lake = Path.Combine(Path.GetTempPath(), "studylake-no-lake") },
            TestContext.Current.CancellationToken
        );
        return await DashboardRenderer.RenderAsync(
            new RenderOptions
            {
                Definition = Repository.Data("dashboards-review", "before"),
                Engine = engine,
                About = "No lake",
                DataAsOf = new DateTime(2026, 10, 30, 9, 0, 0, DateTimeKind.Utc),
                Clock = new StoppedClock(Now),
                Parameters = parameters.ToImmutableDictionary(one => one.Name, one => one.Values.ToImmutableArray()),
            },
            TestContext.Current.CancellationToken
        );
    }

    private static XElement Page(RenderedBoard board)
    {
        var html = Encoding.UTF8.GetString(RenderFiles.Of(board)[0].Content.Span);
        return XElement.Parse(html[html.IndexOf("<html", StringComparison.Ordinal)..]);
    }

    [GeneratedRegex("(src|href)=\"(?!#)", RegexOptions.IgnoreCase)]
    private static partial Regex Outside();
}
