namespace StudyLake.Analytics.Rendering.Pdf;

/// <summary>
/// A table over pages: headings repeat on each, a row is never divided, and columns that do not fit beside one another
/// follow below with the first column again.
/// </summary>
internal sealed class PdfTable
{
    private const int MostLines = 30;

    private readonly PdfPages pages;
    private readonly TableView view;
    private readonly ReportTable table;
    private readonly PdfTableLayout layout;

    private PdfTable(PdfPages pages, ReportTable table)
    {
        (this.pages, this.table) = (pages, table);
        view = new TableView(table);
        layout = new PdfTableLayout(pages, view);
    }

    /// <summary>Draws the table, or what stands for it when it has no row.</summary>
    public static void Draw(PdfPages pages, ReportTable table)
    {
        var caption = pages.Type(8.5, isBold: true);
        if (table.Rows.IsEmpty)
        {
            pages.Need(30);
            pages.Paragraph(table.Caption, caption, Ink.Text, after: 0);
            pages.Paragraph(table.EmptyText, pages.Type(8.5), Ink.Soft, after: 8);
            return;
        }
        new PdfTable(pages, table).Draw(caption);
    }

    private void Draw(PdfType caption)
    {
        var all = Enumerable.Range(0, table.Columns.Length).ToList();
        var widths = layout.Fit(all);
        if (widths is not null)
        {
            Draw(caption, all, widths, "");
            return;
        }
        // At the smallest size: as many columns at once as fit.
        var rest = all.Skip(1).ToList();
        var part = 1;
        while (rest.Count > 0)
        {
            var take = rest.Count;
            double[]? fits;
            while ((fits = layout.Widths([0, .. rest.Take(take)])) is null && take > 1)
                take--;
            List<int> columns = [0, .. rest.Take(take)];
            Draw(caption, columns, fits ?? PdfTableLayout.Squeezed(columns), part++ == 1 ? "" : " (continued)");
            rest = rest[take..];
        }
    }

    private void Draw(PdfType caption, List<int> columns, double[] widths, string more)
    {
        var headings = columns
            .Select(
                (column, i) =>
                    PdfPages.Lines(
                        layout.Shown(view.Heading(column)),
                        layout.Bold,
                        widths[i] - (2 * layout.Inset(column))
                    )
            )
            .ToList();
        var step = layout.Font.Size * 1.28;
        var head = (headings.Max(lines => lines.Count) * step) + 5;
        pages.Need(caption.Size * 1.6 + head + (3 * (step + 4)));
        pages.Paragraph(table.Caption + more, caption, Ink.Text, after: 2);
        Heading(columns, widths, headings, head, step);
        foreach (var row in table.Rows)
        {
            var cells = columns.Select((column, i) => layout.Lines(row, column, widths[i])).ToList();
            var height = (Math.Min(cells.Max(lines => lines.Count), MostLines) * step) + 4;
            if (pages.Need(height))
                Heading(columns, widths, headings, head, step);
            Row(row, columns, widths, cells, height, step);
        }
        pages.Y += 12;
    }

    private void Heading(List<int> columns, double[] widths, List<List<string>> lines, double height, double step)
    {
        var x = PdfPages.Left;
        for (var i = 0; i < columns.Count; i++)
        {
            var (right, y) = (table.Columns[columns[i]].IsNumber, pages.Y + height - 5 - (step * (lines[i].Count - 1)));
            foreach (var line in lines[i])
            {
                pages.Text(
                    line,
                    layout.Bold,
                    Ink.Soft,
                    right ? x + widths[i] - layout.Inset(columns[i]) : x + layout.Inset(columns[i]),
                    y,
                    right ? 1 : 0
                );
                y += step;
            }
            x += widths[i];
        }
        pages.Y += height;
        pages.Page.Line(Ink.Soft, 0.5, (PdfPages.Left, pages.Y - 1), (x, pages.Y - 1));
    }

    private void Row(
        ReportRow row,
        List<int> columns,
        double[] widths,
        List<List<string>> cells,
        double height,
        double step
    )
    {
        var (x, top) = (PdfPages.Left, pages.Y);
        for (var i = 0; i < columns.Count; i++)
        {
            var (column, right) = (columns[i], table.Columns[columns[i]].IsNumber);
            var colour = view.IsFaint(row, column) ? Ink.Soft : Ink.Text;
            if (view.Heat(row, column) is { } tint)
            {
                pages.Page.Rectangle(Ink.Heat(tint), x + 0.4, top + 0.4, widths[i] - 0.8, height - 0.8);
                colour = Ink.OnHeat(tint);
            }
            else if (view.Bar(row, column) is { } share and > 0)
            {
                var modality = table.Columns[0].Format == ColumnFormat.Modality ? row.Cells[0] as string : null;
                pages.Page.Rectangle(
                    modality is null ? Ink.Accent : Ink.Modality(modality),
                    x + PdfTableLayout.Padding,
                    top + 4,
                    PdfTableLayout.BarWidth * share,
                    4
                );
            }
            var left = x + layout.Inset(column);
            if (view.Format(row, column) == ColumnFormat.Modality && row.Cells[column] is string code)
            {
                pages.Page.Rectangle(Ink.Modality(code), left, top + 3.5, 5, 5);
                left += PdfTableLayout.ChipWidth;
            }
            var y = top + step;
            foreach (var line in cells[i].Take(MostLines))
            {
                pages.Text(
                    line,
                    layout.TypeOf(row),
                    colour,
                    right ? x + widths[i] - layout.Inset(column) : left,
                    y,
                    right ? 1 : 0
                );
                y += step;
            }
            x += widths[i];
        }
        pages.Page.Line(
            row.IsTotal ? Ink.Soft : Ink.Faint,
            0.5,
            (PdfPages.Left, row.IsTotal ? top : top + height),
            (x, row.IsTotal ? top : top + height)
        );
        pages.Y += height;
    }
}
