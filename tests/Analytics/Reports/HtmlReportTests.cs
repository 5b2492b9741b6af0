using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CsvHelper;
using StudyLake.Analytics.Rendering;
using static StudyLake.Tests.Analytics.Row;

namespace StudyLake.Tests.Analytics.Reports;

public sealed partial class HtmlReportTests
{
    private static readonly string[] Hostile =
    [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "=cmd|' /C calc'!A0",
        "safe\u202Egnp.exe",
        "two\nlines",
        "+1-@\t<b>",
        new('x', 10_000),
    ];

    [Fact]
    public async Task Hostile_names_of_headers_stay_text_on_the_page()
    {
        await using var lake = HostileLake();
        var text = HtmlReport.Render(await QualityAsync(lake));
        var page = PageReader.Parse(text);
        string[] own =
        [
            .. "a b body caption circle dd desc div dl dt figcaption figure footer h1 h2 head header html li line main".Split(),
            .. "meta nav p polygon polyline rect section span strong style svg table tbody td text th thead title tr ul".Split(),
        ];
        Assert.Subset(own.ToHashSet(), page.DescendantsAndSelf().Select(element => element.Name.LocalName).ToHashSet());
        var names = page.Table("Institution names").Select(row => row[0]).ToList();
        Assert.Contains("<script>alert(1)</script>", names);
        Assert.Contains("\"><img src=x onerror=alert(1)>", names);
        Assert.Contains("=cmd|' /C calc'!A0", names);
        Assert.Contains("safe\uFFFDgnp.exe", names);
        Assert.Contains("two lines", names);
        Assert.Contains($"{new string('x', 200)}… and 9,800 more characters", names);
        Assert.DoesNotContain(text, c => char.IsControl(c) && c != '\n');
        Assert.DoesNotContain('\u202E', text);
    }

    [Fact]
    public async Task The_sentences_of_a_part_are_whole_on_the_page()
    {
        // Longer than any name of a header may be shown, as three sentences of numbers are.
        var sentences = string.Join(' ', Enumerable.Range(1, 60).Select(i => $"Word{i}"));
        var document = await MadeReport.TenStudiesAsync();
        document = document with
        {
            Facts = [new ReportFact("Coverage", sentences)],
            Parts = [document.Parts[0] with { Lead = sentences, Notes = [sentences] }],
        };
        var page = PageReader.Parse(HtmlReport.Render(document));
        Assert.Equal(3, page.DescendantsAndSelf().Count(element => !element.HasElements && element.Value == sentences));
    }

    [Fact]
    public async Task Hostile_names_cannot_be_run_by_a_spreadsheet()
    {
        await using var lake = HostileLake();
        var fields = new List<string>();
        foreach (
            var table in CsvTables
                .Of(await QualityAsync(lake))
                .Concat(CsvTables.Of(await MadeReport.OfAsync(lake, MadeReport.September)))
        )
        foreach (var row in await CsvAsync(table))
            fields.AddRange(row);
        Assert.Contains("'=cmd|' /C calc'!A0", fields);
        Assert.Contains("two\nlines", fields);
        Assert.Contains(new string('x', 10_000), fields);
        Assert.DoesNotContain(
            fields,
            field =>
                field.Length > 0
                && "=+-@\t\r".Contains(field[0])
                && !double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        );
    }

    [Fact]
    public async Task The_page_refers_to_nothing_outside_and_runs_nothing()
    {
        await using var lake = HostileLake();
        var page = PageReader.Parse(HtmlReport.Render(await MadeReport.OfAsync(lake, MadeReport.September)));
        foreach (var attribute in page.Descendants().Attributes())
        {
            var name = attribute.Name.LocalName;
            Assert.DoesNotMatch("^(on.*|src|srcset|style|action|formaction|data|xlink)$", name);
            if (name == "href")
                Assert.StartsWith("#", attribute.Value, StringComparison.Ordinal);
        }
        var targets = page.Descendants().Attributes("id").Select(id => "#" + id.Value).ToList();
        Assert.Equal(targets.Count, targets.Distinct().Count());
        Assert.All(page.Descendants("a"), link => Assert.Contains(link.Attribute("href")?.Value ?? "", targets));
        Assert.DoesNotMatch("url\\(|@import|https?:", page.Descendants("style").Single().Value);
    }

    [Fact]
    public async Task The_policy_names_the_hash_of_the_only_style()
    {
        await using var lake = new HandmadeLake();
        var text = HtmlReport.Render(await MadeReport.OfAsync(lake, MadeReport.September));
        // As a browser takes it: the raw text between the tags.
        var style = StyleText().Match(text).Groups[1].Value;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        var policy = PageReader
            .Parse(text)
            .Descendants("meta")
            .Single(meta => meta.Attribute("http-equiv")?.Value == "Content-Security-Policy");
        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{hash}'; img-src data:",
            policy.Attribute("content")?.Value
        );
    }

    [Fact]
    public async Task The_csv_holds_the_numbers_of_the_page()
    {
        var document = await MadeReport.TenStudiesAsync();
        var page = PageReader.Parse(HtmlReport.Render(document));
        var compared = 0;
        foreach (var table in document.Parts.SelectMany(part => part.Tables).Where(table => table.Rows.Length > 0))
        {
            var shown = page.Table(table.Caption);
            var lines = (await CsvAsync(table)).Skip(1).ToArray();
            Assert.Equal(shown.Length, lines.Length);
            for (var row = 0; row < lines.Length; row++)
            for (var i = 0; i < table.Columns.Length; i++)
                if (table.Columns[i].Format is ColumnFormat.Count or ColumnFormat.Share)
                {
                    Assert.Equal(Read(shown[row][i]), Number(lines[row][i + 1], table.Columns[i].Format));
                    compared++;
                }
        }
        Assert.InRange(compared, 300, int.MaxValue);
    }

    [Fact]
    public async Task Every_table_has_a_caption_and_headings_with_their_scope()
    {
        var page = PageReader.Parse(HtmlReport.Render(await MadeReport.TenStudiesAsync()));
        Assert.All(page.Descendants("table"), table => Assert.NotEmpty(table.Element("caption")?.Value ?? ""));
        Assert.All(page.Descendants("th"), cell => Assert.NotNull(cell.Attribute("scope")));
        Assert.All(
            page.Descendants("svg").Where(svg => svg.Attribute("role")?.Value == "img"),
            svg =>
            {
                Assert.NotEmpty(svg.Element("title")?.Value ?? "");
                Assert.NotEmpty(svg.Element("desc")?.Value ?? "");
            }
        );
    }

    [Theory]
    [InlineData(3, 4)]
    [InlineData(9, 10)]
    [InlineData(121, 160)]
    [InlineData(1_000_000, 1_000_000)]
    public void An_axis_ends_at_a_round_number_that_is_high_enough(double largest, double top) =>
        Assert.Equal(top, SvgCharts.Ceiling(largest), 6);

    [Theory]
    [InlineData(0.0423, "+4.2 %")]
    [InlineData(-0.0423, "\u22124.2 %")]
    [InlineData(-0.00001, "0.0 %")]
    [InlineData(null, "n/a")]
    public void A_change_is_shown_with_its_sign(double? ratio, string text) =>
        Assert.Equal(text, Display.Text(ratio, ColumnFormat.Change));

    private static HandmadeLake HostileLake()
    {
        var lake = new HandmadeLake();
        for (var i = 0; i < Hostile.Length; i++)
            lake.Add(
                Stored($"{i}", "1", $"{i}.1.1")
                    .With(
                        ("institution_name", Hostile[i]),
                        ("station_name", Hostile[i]),
                        ("manufacturer_model_name", Hostile[i]),
                        ("procedure_codes", Hostile[i]),
                        ("modality", i == 0 ? "<i>" : "CT")
                    )
            );
        return lake;
    }

    // The report that shows names of headers as they are.
    private static Task<ReportDocument> QualityAsync(HandmadeLake lake) =>
        MadeReport.OfAsync(lake, MadeReport.September, report: "quality");

    private static async Task<List<string[]>> CsvAsync(ReportTable table)
    {
        using var file = new MemoryStream();
        await CsvTables.WriteAsync(table, file, TestContext.Current.CancellationToken);
        using var csv = CsvReader.FromText(
            Encoding.UTF8.GetString(file.ToArray()),
            new CsvReaderOptions { HasHeader = false, Separator = ',' }
        );
        var rows = new List<string[]>();
        while (csv.Read())
            rows.Add([.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i))]);
        return rows;
    }

    private static double? Read(string shown)
    {
        var text = shown.Replace("%", "", StringComparison.Ordinal).Replace('\u2212', '-').Trim();
        return text is "n/a" or "" ? null : double.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
    }

    private static double? Number(string field, ColumnFormat format) =>
        field.Length == 0 ? null
        : format == ColumnFormat.Share
            ? Math.Round(100 * double.Parse(field, CultureInfo.InvariantCulture), 1, MidpointRounding.AwayFromZero)
        : double.Parse(field, CultureInfo.InvariantCulture);

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex StyleText();
}
