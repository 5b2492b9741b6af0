namespace StudyLake.Analytics.Rendering.Pdf;

/// <summary>
/// A report as PDF: A4, fonts embedded, head and foot on every page, bookmarks, charts as vectors. Made without a browser.
/// </summary>
/// <remarks>A character that the fonts lack is drawn as U+FFFD and a note on the last page says so.</remarks>
internal static class PdfReport
{
    /// <summary>The file.</summary>
    public static byte[] Render(ReportDocument document)
    {
        var pages = new PdfPages();
        var title = $"{document.Title}, {document.Period}";
        var bookmarks = new List<(string Title, int Page)> { (title, 0) };
        PdfHead.Draw(pages, document);
        foreach (var part in document.Parts)
            Part(pages, part, bookmarks);
        Definitions(pages, document, bookmarks);
        pages.Paragraph(document.PrivacyNote, pages.Type(8), Ink.Soft);
        if (pages.HasMissing)
            pages.Paragraph(
                "\uFFFD stands for a character that the fonts of this file cannot draw; the page and the workbook show it.",
                pages.Type(8),
                Ink.Soft
            );
        pages.Finish(document);
        return PdfFile.Of(pages.All, pages.Fonts, bookmarks, (title, document.Classification), document.AsOf);
    }

    private static void Part(PdfPages pages, ReportPart part, List<(string Title, int Page)> bookmarks)
    {
        // A heading is never the last thing on a page.
        pages.Need(part.Charts.Length > 0 ? 230 : 110);
        Heading(pages, part.Title, bookmarks);
        if (part.Failure is { } failure)
            pages.Paragraph($"This part could not be made. {failure}", pages.Type(8.5), Ink.Bad, after: 10);
        if (part.Lead is { } lead)
            pages.Paragraph(lead, pages.Type(9), Ink.Soft, after: 6);
        foreach (var chart in part.Charts)
            PdfCharts.Draw(pages, chart);
        foreach (var table in part.Tables)
            PdfTable.Draw(pages, table);
        foreach (var note in part.Notes)
            pages.Paragraph("• " + note, pages.Type(8), Ink.Soft, after: 2);
        pages.Y += 12;
    }

    private static void Definitions(PdfPages pages, ReportDocument document, List<(string Title, int Page)> bookmarks)
    {
        if (document.Definitions.IsEmpty)
            return;
        pages.Need(90);
        Heading(pages, "Definitions", bookmarks);
        foreach (var definition in document.Definitions)
        {
            pages.Need(28);
            pages.Paragraph(definition.Term, pages.Type(8.5, isBold: true), Ink.Text, after: 0);
            pages.Paragraph(definition.Text, pages.Type(8.5), Ink.Soft, after: 4);
        }
        pages.Y += 6;
    }

    private static void Heading(PdfPages pages, string title, List<(string Title, int Page)> bookmarks)
    {
        bookmarks.Add((title, pages.Index));
        pages.Paragraph(title, pages.Type(13, isBold: true), Ink.Text, after: 3);
    }
}
