using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CsvHelper;
using MiniExcelLibs;
using StudyLake.Analytics.Rendering;
using StudyLake.Tests.Analytics.Reports;

namespace StudyLake.Tests.Analytics.Rendering;

/// <summary>One report in five forms, each read back by a reader of its own, compared number by number.</summary>
public sealed class SameNumbersTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_form_states_the_same_numbers(bool isHostile)
    {
        var document = isHostile ? SomeReport.Full(SomeReport.Hostile) : SomeReport.Full();
        await CompareAsync(document, expectedAtLeast: isHostile ? 70 : 25);
    }

    [Fact]
    public async Task Every_form_of_a_monthly_report_states_the_same_numbers() =>
        await CompareAsync(await MadeReport.TenStudiesAsync(), expectedAtLeast: 300);

    [Fact]
    public async Task Every_form_of_a_public_report_states_the_same_numbers() =>
        await CompareAsync(Suppression.Apply(SomeReport.Full(), 1240), expectedAtLeast: 10);

    private static async Task CompareAsync(ReportDocument document, int expectedAtLeast)
    {
        var page = PageReader.Parse(Encoding.UTF8.GetString(Bytes(document, ReportFormat.Html).Span));
        var pdf = Squeezed(await Poppler.TextAsync(Bytes(document, ReportFormat.Pdf)));
        var at = 0;
        using var json = JsonDocument.Parse(Bytes(document, ReportFormat.Json));
        using var zip = new ZipArchive(new MemoryStream(Bytes(document, ReportFormat.Csv).ToArray()));
        using var workbook = new MemoryStream(Bytes(document, ReportFormat.Xlsx).ToArray());
        var sheets = workbook.GetSheetNames();
        var tables = document.Parts.SelectMany(part => part.Tables).ToList();
        var compared = 0;
        for (var t = 0; t < tables.Count; t++)
        {
            var table = tables[t];
            if (table.Rows.IsEmpty)
                continue;
            var html = page.Table(table.Caption);
            var csv = Csv(zip, table.Name);
            // About and the key numbers come first.
            workbook.Position = 0;
            var xlsx = workbook.Query(sheetName: sheets[t + 2]).Cast<IDictionary<string, object?>>().Skip(1).ToList();
            var rows = json.RootElement.GetProperty("tables").GetProperty(table.Name);
            Assert.Equal(table.Rows.Length, html.Length);
            Assert.Equal(table.Rows.Length, csv.Count);
            Assert.Equal(table.Rows.Length, rows.GetArrayLength());
            for (var row = 0; row < table.Rows.Length; row++)
            {
                // In the order of the page: numbers of neighbouring columns stand side by side in the PDF.
                foreach (var run in Runs(table, html[row]))
                {
                    var found = pdf.IndexOf($" {run} ", at, StringComparison.Ordinal);
                    Assert.True(
                        found >= 0,
                        $"{table.Name} row {row}: '{run}' is not in the PDF behind character {at}."
                    );
                    at = found + run.Length;
                }
            }
            for (var row = 0; row < table.Rows.Length; row++)
            for (var column = 0; column < table.Columns.Length; column++)
            {
                var heading = table.Columns[column];
                if (!heading.IsNumber)
                    continue;
                var name = $"{table.Name} row {row} {heading.Name}";
                var text = csv[row][column + 1];
                var fromJson = rows[row].GetProperty(heading.Name);
                var fromXlsx = row < xlsx.Count ? xlsx[row].Values.ElementAtOrDefault(column) : null;
                Assert.True(
                    fromJson.ValueKind switch
                    {
                        JsonValueKind.Null => text.Length == 0,
                        JsonValueKind.String => fromJson.GetString() == text,
                        _ => Same(fromJson.GetDouble(), Number(text)),
                    },
                    $"{name}: JSON {fromJson}, CSV {text}"
                );
                Assert.True(
                    fromXlsx switch
                    {
                        null => text.Length == 0,
                        double number => Same(number, Number(text)),
                        _ => fromXlsx.ToString() == text,
                    },
                    $"{name}: XLSX {fromXlsx}, CSV {text}"
                );
                Assert.Equal(Shown(text, heading.Format, page, table, column), Plain(html[row][column]));
                compared++;
            }
        }
        Assert.InRange(compared, expectedAtLeast, int.MaxValue);
    }

    private static IEnumerable<string> Runs(ReportTable table, string[] cells)
    {
        var run = new List<string>();
        for (var column = 0; column <= cells.Length; column++)
        {
            if (column < cells.Length && table.Columns[column].IsNumber && cells[column].Trim().Length > 0)
            {
                run.Add(Squeezed(cells[column]).Trim());
                continue;
            }
            if (run.Count > 0)
                yield return string.Join(' ', run);
            run.Clear();
        }
    }

    private static string Squeezed(string text) => Regex.Replace(text, @"\s+", " ");

    // What a person would write down of the value in the CSV, with the unit that stands in the heading of the page.
    private static string Shown(string text, ColumnFormat format, XElement page, ReportTable table, int column)
    {
        if (text is "*" or "")
            return text is "*" ? "*" : "";
        var value = Number(text);
        switch (format)
        {
            case ColumnFormat.Share:
                return (100 * value).ToString("N1", CultureInfo.InvariantCulture);
            case ColumnFormat.Change:
                return Math.Round(100 * value, 1, MidpointRounding.AwayFromZero)
                    .ToString("N1", CultureInfo.InvariantCulture);
            case ColumnFormat.Decimal:
                return value.ToString("N1", CultureInfo.InvariantCulture);
            case ColumnFormat.Bytes:
                var heading = page.Descendants("table")
                    .Single(item => item.Element("caption")?.Value == table.Caption)
                    .Descendants("thead")
                    .Descendants("th")
                    .ElementAt(column)
                    .Value;
                var unit = Regex.Match(heading, @"\((\w+)\)$").Groups[1].Value;
                var scale = unit switch
                {
                    "B" => 1,
                    "kB" => 1e3,
                    "MB" => 1e6,
                    "GB" => 1e9,
                    "TB" => 1e12,
                    _ => throw new InvalidOperationException(heading),
                };
                return (value / scale).ToString(unit == "B" ? "N0" : "N2", CultureInfo.InvariantCulture);
            default:
                return value.ToString("N0", CultureInfo.InvariantCulture);
        }
    }

    private static string Plain(string shown)
    {
        var text = shown.Replace("%", "", StringComparison.Ordinal).Replace('\u2212', '-').Trim().TrimStart('+');
        return text == "n/a" ? "" : text;
    }

    private static List<string[]> Csv(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(
            zip.GetEntry(name + ".csv")?.Open() ?? throw new InvalidOperationException(name),
            Encoding.UTF8
        );
        using var csv = CsvReader.FromText(
            reader.ReadToEnd(),
            new CsvReaderOptions { HasHeader = false, Separator = ',' }
        );
        var rows = new List<string[]>();
        while (csv.Read())
            rows.Add([.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i))]);
        return rows[1..];
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static bool Same(double one, double other) => Math.Abs(one - other) <= 1e-9 * Math.Max(1, Math.Abs(one));

    private static ReadOnlyMemory<byte> Bytes(ReportDocument document, ReportFormat format) =>
        ReportFiles.Render(document, format).Content;
}
