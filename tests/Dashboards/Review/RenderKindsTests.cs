using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using StudyLake.Cli.DuckDb;
using StudyLake.Cli.Preview;
using StudyLake.Dashboards.Review;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Dashboards.Review;

/// <summary>Flows, radar, word cloud, histogram and insight of the test definition, beside SQL over the same rows.</summary>
public sealed partial class RenderKindsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 10, 31, 12, 0, 0, TimeSpan.Zero);

    private DuckDbEngine? _engine;
    private RenderedSheet? _sheet;

    private RenderedSheet Sheet => _sheet ?? throw new InvalidOperationException("Expected a sheet that was rendered.");

    public async ValueTask InitializeAsync()
    {
        _engine = await DuckDbEngine.OpenAsync(
            new DuckDbOptions { Lake = Path.Combine(Path.GetTempPath(), "studylake-no-lake") },
            TestContext.Current.CancellationToken
        );
        var board = await DashboardRenderer.RenderAsync(
            new RenderOptions
            {
                Definition = Repository.Data("dashboards"),
                Engine = _engine,
                About = "No lake",
                Clock = new StoppedClock(Now),
                Sheet = "kinds",
            },
            TestContext.Current.CancellationToken
        );
        _sheet = Assert.Single(board.Sheets);
    }

    [Fact]
    public void Every_kind_but_the_map_is_drawn()
    {
        var not = Sheet.Visuals.Where(visual => visual.Picture is null).Select(visual => visual.Spec.Id);

        Assert.Equal(["map"], not);
    }

    [Fact]
    public async Task A_flow_is_as_thick_as_its_sum()
    {
        var sums = await AskAsync("select modality || ' → ' || body_part, sum(exams) from rows group by all");
        var bands = Picture("sankey")
            .Elements("path")
            .ToDictionary(band => Before(band, ':'), band => Thickness((string?)band.Attribute("d") ?? ""));

        Assert.Equal(sums.Keys.Order(StringComparer.Ordinal), bands.Keys.Order(StringComparer.Ordinal));
        var scale = bands.Values.Sum() / sums.Values.Sum();
        Assert.All(bands, band => Assert.Equal(sums[band.Key] * scale, band.Value, 0.05));
    }

    [Fact]
    public async Task A_point_of_a_radar_is_as_far_from_the_middle_as_its_sum()
    {
        var sums = await AskAsync("select region || ' – ' || body_part, sum(exams) from rows group by all");
        var picture = Picture("radar");
        var spoke = picture.Elements("line").First();
        var middle = (X: Number(spoke, "x1"), Y: Number(spoke, "y1"));
        var radius = Distance(middle, (Number(spoke, "x2"), Number(spoke, "y2")));
        var points = picture
            .Elements("circle")
            .ToDictionary(
                point => Before(point, ':'),
                point => Distance(middle, (Number(point, "cx"), Number(point, "cy")))
            );

        Assert.Equal(sums.Keys.Order(StringComparer.Ordinal), points.Keys.Order(StringComparer.Ordinal));
        Assert.All(points, point => Assert.Equal(radius * sums[point.Key] / sums.Values.Max(), point.Value, 0.05));
    }

    [Fact]
    public async Task A_word_is_larger_the_more_it_counts_and_none_lies_on_another()
    {
        var sums = await AskAsync("select protocol, sum(exams) from rows group by all");
        var words = Picture("wordcloud").Elements("text").ToList();
        var sizes = words.ToDictionary(
            word => Before(word.Element("title")?.Value ?? "", ':'),
            word => Number(word, "font-size")
        );

        Assert.Equal(sums.Keys.Order(StringComparer.Ordinal), sizes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            sizes.OrderByDescending(size => size.Value).Select(size => sums[size.Key]),
            sums.Values.OrderDescending()
        );
        var boxes = words.Select(Box).ToList();
        for (var i = 0; i < boxes.Count; i++)
        for (var j = 0; j < i; j++)
            Assert.False(
                Overlap(boxes[i], boxes[j]),
                $"Expected words apart, found '{words[i].Value}' on '{words[j].Value}'."
            );
    }

    [Fact]
    public async Task The_CSV_of_a_histogram_has_the_end_of_each_bin()
    {
        var lines = Csv("histogram");
        var least = (await AskAsync("select 'least', min(lag_minutes) from rows"))["least"];
        var most = (await AskAsync("select 'most', max(lag_minutes) from rows"))["most"];
        var bins = lines.Skip(1).Select(line => line.Split(',').Select(Parse).ToArray()).ToList();

        Assert.Equal("From,Count of records,To", lines[0]);
        Assert.Equal(12, bins.Count);
        Assert.Equal(least, bins[0][0], 1e-9);
        Assert.Equal(most, bins[^1][2], 1e-9);
        Assert.All(bins.Zip(bins.Skip(1)), pair => Assert.Equal(pair.First[2], pair.Second[0], 1e-9));
        Assert.Equal(1800, bins.Sum(bin => bin[1]));
    }

    [Fact]
    public async Task The_CSV_of_an_insight_has_the_rows_of_each_computation()
    {
        var months = await AskAsync(
            "select strftime(date_trunc('month', study_date), '%Y-%m-%d'), sum(exams) from rows group by all"
        );
        IEnumerable<string> expected =
        [
            "computation,time,value",
            .. months.Keys.Order(StringComparer.Ordinal).Select(month => $"Month,{month},{months[month]}"),
            $"Total,,{months.Values.Sum()}",
        ];

        Assert.Equal(expected.Order(StringComparer.Ordinal), Csv("insight").Order(StringComparer.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
            await _engine.DisposeAsync();
    }

    private RenderedVisual Visual(string id) => Sheet.Visuals.Single(visual => visual.Spec.Id == id);

    private XElement Picture(string id) =>
        Visual(id).Picture ?? throw new InvalidOperationException($"Expected a picture of '{id}', found none.");

    private string[] Csv(string id) =>
        Encoding.UTF8.GetString((Visual(id).Csv ?? default).Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private async Task<Dictionary<string, double>> AskAsync(string select)
    {
        using var json = System.Text.Json.JsonDocument.Parse(
            await File.ReadAllTextAsync(Repository.Data("dashboards", "dataset", "exams.json"))
        );
        var sql = json
            .RootElement.GetProperty("PhysicalTableMap")
            .GetProperty("exams")
            .GetProperty("CustomSql")
            .GetProperty("SqlQuery")
            .GetString();
        var engine = _engine ?? throw new InvalidOperationException("Expected an engine.");
        await using var result = await engine.QueryAsync(
            $"with rows as (\n{sql}\n)\n{select}",
            [],
            TestContext.Current.CancellationToken
        );
        var rows = await result.ToArrayAsync(TestContext.Current.CancellationToken);
        return rows.ToDictionary(
            row => (string?)row[0] ?? "",
            row => Convert.ToDouble(row[1], CultureInfo.InvariantCulture),
            StringComparer.Ordinal
        );
    }

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double Number(XElement element, string name) => Parse((string?)element.Attribute(name) ?? "");

    private static double Distance((double X, double Y) one, (double X, double Y) other) =>
        Math.Sqrt(Math.Pow(one.X - other.X, 2) + Math.Pow(one.Y - other.Y, 2));

    // The band's upper edge begins at M x y, and its lower edge ends at y + thickness.
    private static double Thickness(string path)
    {
        var match = Edges().Match(path);
        return Parse(match.Groups[2].Value) - Parse(match.Groups[1].Value);
    }

    private static (double X, double Y, double Wide, double Tall) Box(XElement word)
    {
        // Half an em a letter is less than any font takes, so an overlap that is found is one.
        var size = Number(word, "font-size");
        var wide = word.Nodes().OfType<XText>().Sum(text => text.Value.Length) * size * 0.45;
        return (Number(word, "x") - (wide / 2), Number(word, "y") - (size * 0.7), wide, size * 0.7);
    }

    private static bool Overlap(
        (double X, double Y, double Wide, double Tall) one,
        (double X, double Y, double Wide, double Tall) other
    ) =>
        one.X < other.X + other.Wide
        && other.X < one.X + one.Wide
        && one.Y < other.Y + other.Tall
        && other.Y < one.Y + one.Tall;

    private static string Before(XElement element, char end) => Before(element.Element("title")?.Value ?? "", end);

    private static string Before(string text, char end) => text[..text.LastIndexOf(end)];

    [GeneratedRegex(@"^M\S+ ([\d.]+)C.*?V.* ([\d.]+)Z$")]
    private static partial Regex Edges();
}
