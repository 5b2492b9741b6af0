namespace StudyLake.Dashboards.Review.Drawing;

/// <summary>Draws a table as a picture, for where HTML cannot go.</summary>
internal static class GridPicture
{
    private const double Tall = 24;
    private const double Size = 12;

    /// <summary>Draws as many rows as have room; says how many it has not.</summary>
    public static void Draw(Plot plot, TextGrid grid)
    {
        var count = grid.Heads.Concat(grid.Rows).Select(row => row.Sum(cell => cell.Wide)).DefaultIfEmpty(0).Max();
        if (count == 0)
            return;
        var wide = Widths(grid, count, plot.Width - 8);
        var fits = Math.Max(1, (int)((plot.Height - 8) / Tall) - grid.Heads.Length);
        var hidden = Math.Max(0, grid.Rows.Length - fits) + grid.Left;
        var y = 4.0;
        foreach (var row in grid.Heads.Concat(grid.Rows.Take(fits)))
        {
            var (x, at) = (4.0, 0);
            foreach (var cell in row)
            {
                var room = wide.Skip(at).Take(cell.Wide).Sum();
                Cell(plot, cell, x, y, room, cell.IsHead && y < 4 + (Tall * grid.Heads.Length));
                x += room;
                at += cell.Wide;
            }
            y += Tall;
            plot.Add(Svg.Line(4, y, plot.Width - 4, y, new Paint("grid")));
        }
        if (hidden > 0)
            plot.Note($"{hidden} more rows are in the data.");
    }

    private static void Cell(Plot plot, TextCell cell, double x, double y, double room, bool isTop)
    {
        if (cell.Style?.Background is { } ground)
            plot.Add(Svg.Rect(x + 1, y + 1, room - 2, Tall - 2, new Paint(ground)));
        else if (cell.IsTotal)
            plot.Add(Svg.Rect(x, y, room, Tall, new Paint("total")));
        if (cell.Bar > 0)
            plot.Add(Svg.Rect(x + 4, y + 4, (room - 8) * cell.Bar, Tall - 8, new Paint("accent", 0.22)));
        var names =
            isTop ? "head"
            : cell.IsTotal ? "strong"
            : "ink";
        var said = cell.Style?.Icon is { } icon ? $"{ValueText.Clean(icon)} {cell.Text}" : cell.Text;
        var text = TextRuler.Fit(said, room - 12, Size);
        plot.Add(
            cell.IsNumber
                ? Svg.Label(x + room - 6, y + 16, text, names, "end", Size, cell.Style?.Color)
                : Svg.Label(x + 6, y + 16, text, names, "start", Size, cell.Style?.Color)
        );
    }

    private static List<double> Widths(TextGrid grid, int count, double room)
    {
        var wide = Enumerable.Repeat(24.0, count).ToList();
        foreach (var row in grid.Heads.Concat(grid.Rows.Take(200)))
        {
            var at = 0;
            foreach (var cell in row)
            {
                if (cell.Wide == 1)
                    wide[at] = Math.Max(wide[at], Math.Min(260, TextRuler.Width(cell.Text, Size) + 18));
                at += cell.Wide;
            }
        }
        var factor = room / wide.Sum();
        return [.. wide.Select(one => one * factor)];
    }
}
