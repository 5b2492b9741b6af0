namespace StudyLake.Analytics.Rendering.Pdf;

/// <summary>How wide the columns of a table are, and in which size of type it is set.</summary>
internal sealed class PdfTableLayout
{
    /// <summary>Points between a cell's edge and its text.</summary>
    public const double Padding = 3.5;

    /// <summary>Points of the longest bar.</summary>
    public const double BarWidth = 34;

    /// <summary>Points that the square of a modality's colour takes.</summary>
    public const double ChipWidth = 8;

    // A text of more lines in a cell makes a page of columns of words: smaller type reads better.
    private const int FewLines = 3;
    private const double NarrowestText = 56;

    private static readonly double[] Sizes = [8, 7.2, 6.4, 5.8];

    private readonly PdfPages pages;
    private readonly ReportTable table;
    private readonly TableView view;

    public PdfTableLayout(PdfPages pages, TableView view)
    {
        (this.pages, this.view, table) = (pages, view, view.Table);
        (Font, Bold) = (pages.Type(Sizes[0]), pages.Type(Sizes[0], isBold: true));
    }

    /// <summary>The type of rows.</summary>
    public PdfType Font { get; private set; }

    /// <summary>The type of headings and totals.</summary>
    public PdfType Bold { get; private set; }

    /// <summary>The type of a row.</summary>
    public PdfType TypeOf(ReportRow row) => row.IsTotal ? Bold : Font;

    private void Choose(double size) => (Font, Bold) = (pages.Type(size), pages.Type(size, isBold: true));

    /// <summary>
    /// Takes the largest size at which the columns fit and no cell has many lines, else the one with the fewest lines, and gives
    /// the widths; null when they fit at none, and the size is then the smallest.
    /// </summary>
    public double[]? Fit(List<int> columns)
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

    /// <summary>The lines of a cell.</summary>
    public List<string> Lines(ReportRow row, int column, double width) =>
        PdfPages.Lines(Plain(row, column), TypeOf(row), width - (2 * Inset(column)) - Chip(row, column) + 0.01);

    /// <summary>The widths at this size; null when the columns do not fit.</summary>
    public double[]? Widths(List<int> columns)
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

    /// <summary>Equal widths, for columns that fit in none.</summary>
    public static double[] Squeezed(List<int> columns) => [.. columns.Select(_ => PdfPages.Width / columns.Count)];

    private double Natural(int column)
    {
        var padding = 2 * (table.IsHeatMap && column > 0 ? 1.2 : Padding);
        var cells = table
            .Rows.Select(row =>
                TypeOf(row).Width(Plain(row, column))
                + (view.Bar(row, column) is null ? 0 : BarWidth + 4)
                + Chip(row, column)
            )
            .Max();
        // Headings break at spaces.
        var heading = view.Heading(column).Split(' ').Max(word => Bold.Width(Shown(word)));
        return Math.Min(Math.Max(cells, heading), 260) + padding;
    }

    /// <summary>What stands in a cell.</summary>
    public string Plain(ReportRow row, int column) => Shown(view.Text(row, column));

    /// <summary>Room for the square of a modality's colour.</summary>
    public double Chip(ReportRow row, int column) =>
        view.Format(row, column) == ColumnFormat.Modality && row.Cells[column] is string ? ChipWidth : 0;

    /// <summary>Room on either side of a cell.</summary>
    public double Inset(int column) => table.IsHeatMap && column > 0 ? 1.2 : Padding;

    /// <summary>A text with only what the fonts can draw.</summary>
    public string Shown(string text) => pages.Drawable(text);
}
