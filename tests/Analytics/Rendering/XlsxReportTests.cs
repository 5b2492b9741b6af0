using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MiniExcelLibs;
using StudyLake.Analytics.Rendering;
using StudyLake.Analytics.Rendering.Workbook;

namespace StudyLake.Tests.Analytics.Rendering;

public sealed class XlsxReportTests
{
    private static readonly XNamespace Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Fact]
    public void Another_reader_finds_typed_cells()
    {
        var rows = Rows(SomeReport.Full(), "Exams by site");
        Assert.Equal("Site", rows[0]["A"]);
        Assert.Equal("Nordklinik", rows[1]["A"]);
        Assert.Equal(1234.0, rows[1]["B"]);
        Assert.Equal(0.25, rows[1]["C"]);
        Assert.Equal(0.0423, rows[1]["D"]);
        Assert.Equal(12.5, rows[1]["E"]);
        Assert.Equal(5_000_000_000.0, rows[1]["F"]);
        Assert.Equal(new DateTime(2026, 10, 1), rows[1]["G"]);
        Assert.Equal(new DateTime(2026, 11, 2, 6, 30, 0), rows[1]["H"]);
        Assert.Null(rows[5]["D"]);
    }

    [Fact]
    public void A_text_that_begins_like_a_formula_is_an_inline_text_and_no_cell_has_a_formula()
    {
        var document = SomeReport.Full(SomeReport.Hostile);
        var found = Rows(document, "Exams by site").Select(row => row["A"]).ToList();
        foreach (var text in new[] { "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", " =1+1", "two lines" })
            Assert.Contains(text, found);
        foreach (var (_, sheet) in Sheets(document))
        {
            Assert.Empty(sheet.Descendants(Sheet + "f"));
            Assert.All(
                sheet.Descendants(Sheet + "c").Where(cell => cell.Element(Sheet + "is") is not null),
                cell => Assert.Equal("inlineStr", cell.Attribute("t")?.Value)
            );
            Assert.DoesNotMatch("[\u0000-\u0008\u202a-\u202e]", sheet.Value);
        }
    }

    [Fact]
    public void The_first_row_of_each_sheet_is_frozen_and_columns_have_widths()
    {
        Assert.All(
            Sheets(SomeReport.Full()),
            item =>
            {
                Assert.Equal("frozen", item.Sheet.Descendants(Sheet + "pane").Single().Attribute("state")?.Value);
                Assert.NotEmpty(item.Sheet.Descendants(Sheet + "col"));
            }
        );
    }

    [Fact]
    public void About_comes_first_with_facts_failures_and_definitions()
    {
        using var file = File(SomeReport.Full());
        Assert.Equal(["About", "Key numbers", "Exams by site", "Nothing here"], file.GetSheetNames());
        var about = Rows(SomeReport.Full(), "About").Select(row => $"{row["A"]}|{row["B"]}|{row["C"]}").ToList();
        Assert.Contains("fact|Counting rule|study", about);
        Assert.Contains("report|Classification|For use within the organisation", about);
        Assert.Contains("failed|Broken part|Expected 3 rows, found none.", about);
        Assert.Contains("definition|Exam|A study with an acquired image.", about);
    }

    // Excel: at most 31 characters, none of : \ / ? * [ ], no apostrophe at an end, unique without regard to case.
    [Fact]
    public void Names_of_sheets_keep_to_the_rules()
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        string[] wanted =
        [
            "Exams by modality and institution, with change",
            "exams by modality and institution, with CHANGE",
            "a:b\\c/d?e*f[g]h",
            "'quoted'",
            "",
            "   ",
            "History",
            new string('\ud83d', 1) + "\ude00" + new string('x', 40),
            "safe\u202Egnp",
        ];
        var names = wanted.Select(name => SheetNames.Unique(name, taken)).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.InRange(name.Length, 1, 31));
        Assert.All(names, name => Assert.DoesNotMatch(@"[:\\/?*\[\]\u202e]|^'|'$", name));
        Assert.DoesNotContain(names, name => name.Equals("history", StringComparison.OrdinalIgnoreCase));
    }

    private static MemoryStream File(ReportDocument document) =>
        new(ReportFiles.Render(document, ReportFormat.Xlsx).Content.ToArray());

    private static List<IDictionary<string, object?>> Rows(ReportDocument document, string sheet)
    {
        using var file = File(document);
        return [.. file.Query(sheetName: sheet).Cast<IDictionary<string, object?>>()];
    }

    private static List<(string Name, XElement Sheet)> Sheets(ReportDocument document)
    {
        using var zip = new ZipArchive(File(document));
        return
        [
            .. zip
                .Entries.Where(entry => Regex.IsMatch(entry.FullName, "^xl/worksheets/"))
                .Select(entry =>
                {
                    using var stream = entry.Open();
                    return (entry.FullName, XElement.Load(stream));
                }),
        ];
    }
}
