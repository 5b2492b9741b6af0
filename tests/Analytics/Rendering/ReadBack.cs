using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using DuckDB.NET.Data;
using MiniExcelLibs;
using StudyLake.Analytics.Rendering;
using StudyLake.Tests.Analytics.Reports;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Analytics.Rendering;

/// <summary>
/// Renders a report in five forms, reads each back by a reader that knows nothing of how it was written, and compares
/// cell for cell with the document: DuckDB for CSV, MiniExcel for XLSX, .NET's readers of JSON and XML, poppler for PDF.
/// </summary>
internal static class ReadBack
{
    /// <summary>Compares all of it.</summary>
    /// <param name="document">The report.</param>
    /// <param name="expectedAtLeast">Cells that must have been compared.</param>
    /// <param name="isPlain">False where texts are made safe on the way, so that only numbers and dates are the same.</param>
    public static async Task CompareAsync(ReportDocument document, int expectedAtLeast, bool isPlain = true)
    {
        var page = PageReader.Parse(Encoding.UTF8.GetString(Bytes(document, ReportFormat.Html).Span));
        var pdf = Squeezed(await Poppler.TextAsync(Bytes(document, ReportFormat.Pdf)));
        using var json = JsonDocument.Parse(Bytes(document, ReportFormat.Json));
        using var csv = new CsvFiles(Bytes(document, ReportFormat.Csv));
        using var workbook = new MemoryStream(Bytes(document, ReportFormat.Xlsx).ToArray());
        var sheets = workbook.GetSheetNames();
        var tables = CsvTables.Of(document).ToList();
        // The first sheet is about the report.
        Assert.Equal(tables.Count + 1, sheets.Count);
        var words = pdf.Split(' ').ToHashSet(StringComparer.Ordinal);
        var (at, compared) = (0, 0);
        for (var t = 0; t < tables.Count; t++)
        {
            var table = tables[t];
            workbook.Position = 0;
            var xlsx = workbook.Query(sheetName: sheets[t + 1]).Cast<IDictionary<string, object?>>().Skip(1).ToList();
            compared += Compare(
                table,
                json.RootElement.GetProperty("tables").GetProperty(table.Name),
                csv,
                xlsx,
                isPlain
            );
            if (table.Name == "key-numbers" || table.Rows.IsEmpty)
                continue;
            var html = page.Table(table.Caption);
            ComparePage(table, html, page, isPlain);
            at = ComparePaper(table, html, pdf, words, at, isPlain);
        }
        Assert.InRange(compared, expectedAtLeast, int.MaxValue);
    }

    private static int Compare(
        ReportTable table,
        JsonElement json,
        CsvFiles csv,
        List<IDictionary<string, object?>> xlsx,
        bool isPlain
    )
    {
        var lines = csv.Read(table.Name);
        Assert.Equal(["row_kind", .. table.Columns.Select(column => column.Name)], lines[0]);
        Assert.Equal(table.Rows.Length, lines.Count - 1);
        Assert.Equal(table.Rows.Length, json.GetArrayLength());
        for (var row = 0; row < table.Rows.Length; row++)
        {
            var kind = table.Rows[row].IsTotal ? "total" : "row";
            Assert.Equal(kind, lines[row + 1][0]);
            Assert.Equal(kind, json[row].GetProperty("row_kind").GetString());
            var cells = row < xlsx.Count ? xlsx[row].Values.ToList() : [];
            for (var column = 0; column < table.Columns.Length; column++)
            {
                var value = table.Rows[row].Cells[column];
                if (!isPlain && value is string)
                    continue;
                var place = $"{table.Name} row {row} {table.Columns[column].Name}";
                var found = (
                    Json: Read(json[row].GetProperty(table.Columns[column].Name)),
                    Csv: lines[row + 1][column + 1],
                    Xlsx: cells.ElementAtOrDefault(column)
                );
                Assert.True(Equals(Typed(value), found.Json), $"{place}: {value}, JSON {found.Json}");
                Assert.True(SameText(value, found.Csv), $"{place}: {value}, CSV {found.Csv}");
                Assert.True(SameCell(value, found.Xlsx, table.Columns[column]), $"{place}: {value}, XLSX {found.Xlsx}");
            }
        }
        return table.Rows.Length * table.Columns.Length;
    }

    private static void ComparePage(ReportTable table, string[][] html, XElement page, bool isPlain)
    {
        Assert.Equal(table.Rows.Length, html.Length);
        for (var row = 0; row < table.Rows.Length; row++)
        for (var column = 0; column < table.Columns.Length; column++)
        {
            var value = table.Rows[row].Cells[column];
            if (!isPlain && value is string)
                continue;
            var expected = Shown(value, table.Columns[column].Format, page, table, column);
            var found = html[row][column].Trim();
            var isSame =
                value is string && table.Columns[column].Format == ColumnFormat.Modality && column == 0
                    // A name may stand behind the code.
                    ? found == expected || found.StartsWith(expected + " ", StringComparison.Ordinal)
                    : Plain(found) == expected;
            Assert.True(isSame, $"{table.Name} row {row} {table.Columns[column].Name}: {expected}, HTML {found}");
        }
    }

    // In the order of the page: numbers of neighbouring columns stand side by side in the PDF. A text may take several
    // lines there, so only its words are looked for.
    private static int ComparePaper(
        ReportTable table,
        string[][] html,
        string pdf,
        HashSet<string> words,
        int at,
        bool isPlain
    )
    {
        for (var row = 0; row < table.Rows.Length; row++)
        {
            foreach (var run in Runs(table, html[row]))
            {
                var found = pdf.IndexOf($" {run} ", at, StringComparison.Ordinal);
                Assert.True(found >= 0, $"{table.Name} row {row}: '{run}' is not in the PDF behind character {at}.");
                at = found + run.Length;
            }
            foreach (var text in table.Rows[row].Cells.OfType<string>().Where(_ => isPlain))
            foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length < 12))
                Assert.True(
                    words.Contains(word) || text == "unmapped",
                    $"{table.Name} row {row}: '{word}' is not in the PDF."
                );
        }
        return at;
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

    private static object? Read(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Number => value.GetDouble(),
            _ => value.GetString(),
        };

    /// <summary>A value as JSON has it: numbers are doubles, dates and moments ISO 8601.</summary>
    private static object? Typed(object? value) =>
        value switch
        {
            null => null,
            long or int or double => Convert.ToDouble(value, CultureInfo.InvariantCulture),
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            string text => text,
            _ => "*",
        };

    private static bool SameText(object? value, string text) =>
        Typed(value) switch
        {
            null => text.Length == 0,
            double number => number == double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
            string expected when value is string && Regex.IsMatch(expected, "^[=+@\t\r-]") => text == "'" + expected,
            string expected => text == expected,
            _ => false,
        };

    private static bool SameCell(object? value, object? found, ReportColumn column) =>
        value switch
        {
            null or "" => found is null or "",
            DateOnly date => found is DateTime day && day == date.ToDateTime(default),
            // A workbook keeps a moment as days, in which a second is no whole number.
            DateTime moment => found is DateTime at && Math.Abs((at - moment).TotalSeconds) < 1,
            "unmapped" when column.Format == ColumnFormat.Site => found is "Not mapped",
            _ => Typed(value) is double number ? found is double cell && cell == number : Equals(Typed(value), found),
        };

    /// <summary>What a person would write down of the value, with the unit that stands in the heading of the page.</summary>
    private static string Shown(object? value, ColumnFormat format, XElement page, ReportTable table, int column)
    {
        switch (value)
        {
            case null:
                return "";
            case DateOnly date:
                var form = format == ColumnFormat.Month ? "MMMM yyyy" : "yyyy-MM-dd";
                return date.ToString(form, CultureInfo.InvariantCulture);
            case DateTime moment:
                return moment.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
            case string text:
                return format == ColumnFormat.Site && text == "unmapped" ? "Not mapped" : text;
        }
        if (Typed(value) is not double number)
            return "*";
        switch (format)
        {
            case ColumnFormat.Share:
                return (100 * number).ToString("N1", CultureInfo.InvariantCulture);
            case ColumnFormat.Change:
                return Math.Round(100 * number, 1, MidpointRounding.AwayFromZero)
                    .ToString("N1", CultureInfo.InvariantCulture);
            case ColumnFormat.Decimal:
                return number.ToString("N1", CultureInfo.InvariantCulture);
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
                return (number / scale).ToString(unit == "B" ? "N0" : "N2", CultureInfo.InvariantCulture);
            default:
                return number.ToString("N0", CultureInfo.InvariantCulture);
        }
    }

    private static string Plain(string shown)
    {
        var text = shown.Replace(" %", "", StringComparison.Ordinal).Replace('\u2212', '-').Trim().TrimStart('+');
        return text == "n/a" ? "" : text;
    }

    private static ReadOnlyMemory<byte> Bytes(ReportDocument document, ReportFormat format) =>
        ReportFiles.Render(document, format).Content;

    /// <summary>The CSV files of a bundle, unpacked and read by DuckDB as text.</summary>
    private sealed class CsvFiles : IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly DuckDBConnection _duck = new("DataSource=:memory:");

        public CsvFiles(ReadOnlyMemory<byte> zip)
        {
            using var archive = new ZipArchive(new MemoryStream(zip.ToArray()));
            archive.ExtractToDirectory(_folder.Path);
            _duck.Open();
        }

        public List<string[]> Read(string table)
        {
            using var command = _duck.CreateCommand();
            command.CommandText = $"""
                select * from read_csv('{_folder[table + ".csv"]}', header = false, all_varchar = true, delim = ',',
                    quote = '"', escape = '"', strict_mode = true, null_padding = false, max_line_size = 10000000)
                """;
            using var reader = command.ExecuteReader();
            var rows = new List<string[]>();
            while (reader.Read())
                rows.Add([
                    .. Enumerable
                        .Range(0, reader.FieldCount)
                        .Select(i => reader.IsDBNull(i) ? "" : reader.GetString(i)),
                ]);
            return rows;
        }

        public void Dispose()
        {
            _duck.Dispose();
            _folder.Dispose();
        }
    }
}
