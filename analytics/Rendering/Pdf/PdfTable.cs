namespace StudyLake.Analytics.Rendering.Pdf;

/// <summary>
/// A table over pages: headings repeat on each, a row is never divided, and columns that do not fit beside one another
/// follow below with the first column again.
/// </summary>
internal sealed class PdfTable
{
    private const double Padding = 3.5;
    private const double BarWidth = 34;
    private const double ChipWidth = 8;
    private const int MostLines = 30;

    // A text of more lines in a cell makes a page of columns of words: smaller type reads better.
    private const int FewLines = 3;
    private const double NarrowestText = 56;

    private static readonly double[] Sizes = [8, 7.2, 6.4, 5.8];

    private readonly PdfPages pages;
    private readonly TableView view;
    private readonly ReportTable table;
    private PdfType font;
    private PdfType bold;

    private PdfTable(PdfPages pages, ReportTable table)
    {
        (this.pages, this.table) = (pages, table);
        view = new TableView(table);
        Choose(Sizes[0]);
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
        var widths = Fit(all);
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
            while ((fits = Widths([0, .. rest.Take(take)])) is null && take > 1)
                take--;
            List<int> columns = [0, .. rest.Take(take)];
            Draw(caption, columns, fits ?? Squeezed(columns), part++ == 1 ? "" : " (continued)");
            rest = rest[take..];
        }
    }

    private void Choose(double size) => (font, bold) = (pages.Type(size), pages.Type(size, isBold: true));

    // The largest size at which the columns fit and no cell has many lines, else the one with the fewest; null when none fits.
    private double[]? Fit(List<int> columns)
    {
        (double Size, double[] Widths, int Lines)? best = null;
        foreach (var size in Sizes)
        {
            Choose(size);
            if (Widths(columns) is not { } widths)
                continue;
            var lines = LongestCell(columns, widths);
            if (best is null || lines < best.Value.Lines)
                best = (size, widths, lines);
            if (lines <= FewLines)
                break;
        }
        if (best is not { } found)
            return null;
        Choose(found.Size);
        return found.Widths;
    }

    // Lines of the cell that has most.
    private int LongestCell(List<int> columns, double[] widths) =>
        table
            .Rows.SelectMany(row => columns.Select((column, i) => Lines(row, column, widths[i]).Count))
            .DefaultIfEmpty(1)
            .Max();

    private List<string> Lines(ReportRow row, int column, double width) =>
        PdfPages.Lines(
            Plain(row, column),
            row.IsTotal ? bold : font,
            width - (2 * Inset(column)) - Chip(row, column) + 0.01
        );

    private double[]? Widths(List<int> columns)
    {
        var natural = columns.Select(Natural).ToArray();
        var spare = PdfPages.Width - natural.Sum();
        var texts = columns.Select((c, i) => (Column: c, Index: i)).Where(c => Wraps(table.Columns[c.Column])).ToList();
        if (spare < 0)
        {
            // Texts wrap; numbers do not.
            var give = texts.Sum(c => Math.Max(natural[c.Index] - NarrowestText, 0));
            if (give < -spare)
                return null;
            foreach (var (_, i) in texts)
                natural[i] += spare * Math.Max(natural[i] - NarrowestText, 0) / give;
            return natural;
        }
        if (view.Table.IsHeatMap)
            return natural;
        for (var i = 0; i < natural.Length; i++)
            natural[i] += spare / natural.Length;
        return natural;
    }

    // A number or a date that is broken is another one at first sight.
    private static bool Wraps(ReportColumn column) =>
        column.Format is ColumnFormat.Text or ColumnFormat.Site or ColumnFormat.Modality;

    private static double[] Squeezed(List<int> columns) => [.. columns.Select(_ => PdfPages.Width / columns.Count)];

    private double Natural(int column)
    {
        var padding = 2 * (table.IsHeatMap && column > 0 ? 1.2 : Padding);
        var cells = table
            .Rows.Select(row =>
                (row.IsTotal ? bold : font).Width(Plain(row, column))
                + (view.Bar(row, column) is null ? 0 : BarWidth + 4)
                + Chip(row, column)
            )
            .Max();
        // Headings break at spaces.
        var heading = view.Heading(column).Split(' ').Max(word => bold.Width(Shown(word)));
        return Math.Min(Math.Max(cells, heading), 260) + padding;
    }

    private void Draw(PdfType caption, List<int> columns, double[] widths, string more)
    {
        var headings = columns
            .Select((column, i) => PdfPages.Lines(Shown(view.Heading(column)), bold, widths[i] - (2 * Inset(column))))
            .ToList();
        var step = font.Size * 1.28;
        var head = (headings.Max(lines => lines.Count) * step) + 5;
        pages.Need(caption.Size * 1.6 + head + (3 * (step + 4)));
        pages.Paragraph(table.Caption + more, caption, Ink.Text, after: 2);
        Heading(columns, widths, headings, head, step);
        foreach (var row in table.Rows)
        {
            var cells = columns.Select((column, i) => Lines(row, column, widths[i])).ToList();
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
                    bold,
                    Ink.Soft,
                    right ? x + widths[i] - Inset(columns[i]) : x + Inset(columns[i]),
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
                    x + Padding,
                    top + 4,
                    BarWidth * share,
                    4
                );
            }
            var left = x + Inset(column);
            if (view.Format(row, column) == ColumnFormat.Modality && row.Cells[column] is string code)
            {
                pages.Page.Rectangle(Ink.Modality(code), left, top + 3.5, 5, 5);
                left += ChipWidth;
            }
            var y = top + step;
            foreach (var line in cells[i].Take(MostLines))
            {
                pages.Text(
                    line,
                    row.IsTotal ? bold : font,
                    colour,
                    right ? x + widths[i] - Inset(column) : left,
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

    private string Plain(ReportRow row, int column) => Shown(view.Text(row, column));

    // Room for the square of a modality's colour.
    private double Chip(ReportRow row, int column) =>
        view.Format(row, column) == ColumnFormat.Modality && row.Cells[column] is string ? ChipWidth : 0;

    private double Inset(int column) => table.IsHeatMap && column > 0 ? 1.2 : Padding;

    private string Shown(string text) => pages.Drawable(text);
}
