using PdfSharp.Pdf;

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
        ReportFonts.Install();
        using var file = new PdfDocument();
        Describe(file, document);
        using (var pages = new PdfPages(file))
        {
            var top = file.Outlines.Add(SafeText.Of($"{document.Title}, {document.Period}"), pages.Sheet, opened: true);
            PdfHead.Draw(pages, document);
            foreach (var part in document.Parts)
                Part(pages, part, top);
            Definitions(pages, document, top);
            pages.Paragraph(document.PrivacyNote, ReportFonts.Of(8), Ink.Soft);
            if (pages.HasMissing)
                pages.Paragraph(
                    "\uFFFD stands for a character that the fonts of this file cannot draw; the HTML page and the workbook have it.",
                    ReportFonts.Of(8),
                    Ink.Soft
                );
            pages.Finish(document);
        }
        using var output = new MemoryStream();
        file.Save(output, closeStream: false);
        return PdfStable.Of(output.ToArray(), document.AsOf);
    }

    private static void Describe(PdfDocument file, ReportDocument document)
    {
        file.Info.Title = SafeText.Of($"{document.Title}, {document.Period}");
        file.Info.Subject = SafeText.Of(document.Classification);
        file.Info.Author = "StudyLake";
        file.Info.Creator = "StudyLake";
        file.Info.CreationDate = DateTime.SpecifyKind(document.AsOf, DateTimeKind.Utc);
        file.Info.ModificationDate = DateTime.SpecifyKind(document.AsOf, DateTimeKind.Utc);
        file.Language = "en";
        file.ViewerPreferences.DisplayDocTitle = true;
        file.PageMode = PdfPageMode.UseOutlines;
    }

    private static void Part(PdfPages pages, ReportPart part, PdfOutline top)
    {
        // A heading is never the last thing on a page.
        pages.Need(part.Charts.Length > 0 ? 230 : 110);
        Heading(pages, part.Title, top);
        if (part.Failure is { } failure)
            pages.Paragraph($"This part could not be made. {failure}", ReportFonts.Of(8.5), Ink.Bad, after: 10);
        if (part.Lead is { } lead)
            pages.Paragraph(lead, ReportFonts.Of(9), Ink.Soft, after: 6);
        foreach (var chart in part.Charts)
            PdfCharts.Draw(pages, chart);
        foreach (var table in part.Tables)
            PdfTable.Draw(pages, table);
        foreach (var note in part.Notes)
            pages.Paragraph("• " + note, ReportFonts.Of(8), Ink.Soft, after: 2);
        pages.Y += 12;
    }

    private static void Definitions(PdfPages pages, ReportDocument document, PdfOutline top)
    {
        if (document.Definitions.IsEmpty)
            return;
        pages.Need(90);
        Heading(pages, "Definitions", top);
        foreach (var definition in document.Definitions)
        {
            pages.Need(28);
            pages.Paragraph(definition.Term, ReportFonts.Of(8.5, isBold: true), Ink.Text, after: 0);
            pages.Paragraph(definition.Text, ReportFonts.Of(8.5), Ink.Soft, after: 4);
        }
        pages.Y += 6;
    }

    private static void Heading(PdfPages pages, string title, PdfOutline top)
    {
        top.Outlines.Add(SafeText.Of(title), pages.Sheet, opened: true);
        pages.Paragraph(title, ReportFonts.Of(13, isBold: true), Ink.Text, after: 3);
    }
}
