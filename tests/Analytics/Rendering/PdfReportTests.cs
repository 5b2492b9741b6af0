using System.Globalization;
using System.Text.RegularExpressions;
using StudyLake.Analytics.Rendering;

namespace StudyLake.Tests.Analytics.Rendering;

public sealed partial class PdfReportTests
{
    [Fact]
    public async Task Every_page_names_report_period_moment_classification_and_its_number()
    {
        var pages = (await Poppler.TextAsync(Pdf(Long()))).TrimEnd('\f').Split('\f');
        Assert.InRange(pages.Length, 4, 40);
        for (var i = 0; i < pages.Length; i++)
        {
            Assert.Contains("Imaging volume, October 2026", pages[i], StringComparison.Ordinal);
            Assert.Contains("As of 2026-11-02 06:30 UTC", pages[i], StringComparison.Ordinal);
            Assert.Contains("For use within the organisation", pages[i], StringComparison.Ordinal);
            Assert.Contains(
                string.Create(CultureInfo.InvariantCulture, $"{i + 1} of {pages.Length}"),
                pages[i],
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public async Task A_table_that_goes_over_pages_repeats_its_headings_and_loses_no_row()
    {
        var pages = (await Poppler.TextAsync(Pdf(Long()))).TrimEnd('\f').Split('\f');
        var withRows = pages.Where(page => SiteName().IsMatch(page)).ToList();
        Assert.InRange(withRows.Count, 3, 40);
        Assert.All(withRows, page => Assert.Contains("Last received", page, StringComparison.Ordinal));
        var rows = pages.SelectMany(page => SiteName().Matches(page).Select(match => match.Value)).ToList();
        Assert.Equal(Enumerable.Range(0, 150).Select(i => $"Site{i:000}"), rows);
    }

    [Fact]
    public async Task Fonts_are_embedded_as_subsets_with_their_way_back_to_text()
    {
        var lines = (await Poppler.FontsAsync(Pdf(SomeReport.Full()))).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries
        )[2..];
        Assert.Equal(2, lines.Length);
        Assert.All(
            lines,
            line => Assert.Matches(@"^[A-Z]{6}\+OpenSans\S*\s+CID TrueType\s+Identity-H\s+yes yes yes", line)
        );
    }

    [Fact]
    public async Task It_says_its_title_and_that_it_is_a4()
    {
        var info = await Poppler.InfoAsync(Pdf(SomeReport.Full()));
        Assert.Contains("Imaging volume, October 2026", info, StringComparison.Ordinal);
        Assert.Contains("(A4)", info, StringComparison.Ordinal);
        Assert.Contains("Mon Nov  2 06:30:00 2026", info, StringComparison.Ordinal);
        var raw = System.Text.Encoding.Latin1.GetString(Pdf(SomeReport.Full()).Span);
        Assert.Contains("/Lang (en)", raw, StringComparison.Ordinal);
        Assert.Contains("/DisplayDocTitle true", raw, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_part_has_a_bookmark()
    {
        var raw = System.Text.Encoding.Latin1.GetString(Pdf(SomeReport.Full()).Span);
        foreach (var title in new[] { "Sites", "Broken part", "Definitions" })
            Assert.Contains(
                "/Title <FEFF" + Convert.ToHexString(System.Text.Encoding.BigEndianUnicode.GetBytes(title)) + ">",
                raw,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public async Task Latin_Greek_and_Cyrillic_are_text_and_what_has_no_glyph_is_seen_to_be_missing()
    {
        var text = await Poppler.RawTextAsync(Pdf(SomeReport.Full("São João", "Ωμέγα", "Больница", "東京病院")));
        Assert.Contains("São João", text, StringComparison.Ordinal);
        Assert.Contains("Ωμέγα", text, StringComparison.Ordinal);
        Assert.Contains("Больница", text, StringComparison.Ordinal);
        Assert.Contains("\uFFFD\uFFFD\uFFFD\uFFFD", text, StringComparison.Ordinal);
        Assert.Contains(
            "stands for a character that the fonts of this file cannot draw",
            text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Hostile_names_stay_text()
    {
        var text = await Poppler.RawTextAsync(Pdf(SomeReport.Full(SomeReport.Hostile)));
        Assert.Contains(") Tj ET Q (", text, StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script>", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', text);
        Assert.DoesNotContain('\0', text);
    }

    [Fact]
    public async Task More_columns_than_fit_follow_below_with_the_first_one_again()
    {
        var across = Enumerable.Range(0, 60).Select(i => $"Modality{i:00}").ToArray();
        var cells = new long[1, 60];
        for (var i = 0; i < 60; i++)
            cells[0, i] = 700_000 + i;
        var text = await Poppler.RawTextAsync(
            Pdf(SomeReport.Of([SomeReport.Matrix("wide", ["OnlyRow"], across, cells)]))
        );
        foreach (var expected in Enumerable.Range(0, 60))
            Assert.Contains(
                (700_000 + expected).ToString("N0", CultureInfo.InvariantCulture),
                text,
                StringComparison.Ordinal
            );
        Assert.InRange(Regex.Count(text, "OnlyRow"), 2, 60);
        Assert.Contains("(continued)", text, StringComparison.Ordinal);
    }

    private static ReportDocument Long() => SomeReport.Full([.. Enumerable.Range(0, 150).Select(i => $"Site{i:000}")]);

    private static ReadOnlyMemory<byte> Pdf(ReportDocument document) =>
        ReportFiles.Render(document, ReportFormat.Pdf).Content;

    [GeneratedRegex(@"\bSite\d{3}\b")]
    private static partial Regex SiteName();
}
