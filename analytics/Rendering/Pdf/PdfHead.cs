namespace StudyLake.Analytics.Rendering.Pdf;

/// <summary>What stands before the parts: title, facts, notices, key numbers.</summary>
internal static class PdfHead
{
    private const int FactColumns = 3;
    private const double Gap = 12;

    /// <summary>Draws it.</summary>
    public static void Draw(PdfPages pages, ReportDocument document)
    {
        Title(pages, document);
        Facts(pages, document);
        foreach (var failure in document.Failures)
            Notice(pages, $"{failure.Term}: {failure.Text}", Ink.Bad, Ink.BadSoft);
        foreach (var warning in document.Warnings)
            Notice(pages, warning, Ink.Warn, Ink.WarnSoft);
        KeyNumbers(pages, document);
    }

    private static void Title(PdfPages pages, ReportDocument document)
    {
        pages.Y += 8;
        var font = pages.Type(19, isBold: true);
        var title = PdfPages.Lines(pages.Drawable(SafeText.Of(document.Title)), font, PdfPages.Width);
        foreach (var line in title)
        {
            pages.Text(line, font, Ink.Text, PdfPages.Left, pages.Y + 16);
            pages.Y += 24;
        }
        pages.Paragraph(document.Period, pages.Type(12), Ink.Soft, after: 8);
    }

    // Read row by row, as on the page.
    private static void Facts(PdfPages pages, ReportDocument document)
    {
        var (term, text) = (pages.Type(7.2), pages.Type(8.4));
        var width = (PdfPages.Width - (Gap * (FactColumns - 1))) / FactColumns;
        pages.Page.Line(Ink.Line, 0.6, (PdfPages.Left, pages.Y), (PdfPages.Right, pages.Y));
        pages.Y += 5;
        foreach (var row in document.Facts.Chunk(FactColumns))
        {
            var cells = row.Select(fact => PdfPages.Lines(pages.Drawable(SafeText.Sentences(fact.Text)), text, width))
                .ToList();
            var height = 11 + (cells.Max(lines => lines.Count) * 11.5) + 4;
            pages.Need(height);
            for (var i = 0; i < row.Length; i++)
            {
                var x = PdfPages.Left + (i * (width + Gap));
                pages.Text(pages.Drawable(SafeText.Of(row[i].Term)), term, Ink.Soft, x, pages.Y + 8);
                for (var line = 0; line < cells[i].Count; line++)
                    pages.Text(cells[i][line], text, Ink.Text, x, pages.Y + 19 + (11.5 * line));
            }
            pages.Y += height;
        }
        pages.Page.Line(Ink.Line, 0.6, (PdfPages.Left, pages.Y + 2), (PdfPages.Right, pages.Y + 2));
        pages.Y += 12;
    }

    private static void Notice(PdfPages pages, string text, Colour ink, Colour paper)
    {
        var font = pages.Type(8.4);
        var lines = PdfPages.Lines(pages.Drawable(SafeText.UpTo(1000, text)), font, PdfPages.Width - 16);
        var height = (lines.Count * 11.5) + 8;
        pages.Need(height);
        pages.Page.Rectangle(paper, PdfPages.Left, pages.Y, PdfPages.Width, height);
        for (var i = 0; i < lines.Count; i++)
            pages.Text(lines[i], font, ink, PdfPages.Left + 8, pages.Y + 12 + (11.5 * i));
        pages.Y += height + 4;
    }

    private static void KeyNumbers(PdfPages pages, ReportDocument document)
    {
        const double gap = 7;
        pages.Y += 4;
        var most = Math.Clamp(document.KeyNumbers.Length, 3, 5);
        foreach (var row in document.KeyNumbers.Chunk(most))
        {
            var width = (PdfPages.Width - (gap * (most - 1))) / most;
            var height = 46 + (22 * row.Max(number => number.Comparisons.Length));
            pages.Need(height);
            for (var i = 0; i < row.Length; i++)
                KeyNumber(pages, row[i], PdfPages.Left + (i * (width + gap)), width, height);
            pages.Y += height + 8;
        }
        pages.Y += 6;
    }

    private static void KeyNumber(PdfPages pages, KeyNumber number, double x, double width, double height)
    {
        var small = pages.Type(6.8);
        var name = pages.Drawable(SafeText.Of(number.Label));
        // A label that is too long for its frame is written smaller, not into the next one.
        var label = pages.Type(7.4);
        label = pages.Type(7.4 * Math.Min(1, (width - 14) / Math.Max(label.Width(name), 1)));
        pages.Page.Frame(Ink.Line, x, pages.Y, width, height, 5);
        pages.Text(name, label, Ink.Soft, x + 7, pages.Y + 14);
        var unit = KeyUnit.Of(number);
        var value = number.Failure is null ? Display.Text(number.Value, number.Format, unit) : "not available";
        var font = pages.Type(number.Failure is null ? 15 : 10, isBold: true);
        pages.Text(value, font, Ink.Text, x + 7, pages.Y + 33);
        if (unit is not null)
            pages.Text(unit.Symbol, pages.Type(8.5), Ink.Soft, x + 10 + font.Width(value), pages.Y + 33);
        var y = pages.Y + 47;
        foreach (var item in number.Comparisons)
        {
            var before = item.Value is null ? "no data" : Display.Text(item.Value, number.Format, unit);
            pages.Text(
                Display.Text(item.Change, ColumnFormat.Change),
                pages.Type(7.2, isBold: true),
                Ink.Text,
                x + 7,
                y
            );
            pages.Text(pages.Drawable($"{SafeText.Of(item.Label)}: {before}"), small, Ink.Soft, x + 7, y + 9);
            y += 22;
        }
    }
}
