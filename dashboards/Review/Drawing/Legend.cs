namespace StudyLake.Dashboards.Review.Drawing;

/// <summary>Draws a legend and says what room it leaves.</summary>
internal static class Legend
{
    private const double Size = 11.5;
    private const double Line = 18;
    private const int MostLines = 3;

    /// <summary>Draws it below, above or at the right of the picture; nothing for fewer than two entries.</summary>
    public static Axes Draw(Plot plot, IReadOnlyList<(string Name, string Color)> entries)
    {
        var whole = new Axes(4, 2, plot.Width - 4, plot.Height - 2);
        if (plot.Options.Legend == false || entries.Count < 2)
            return whole;
        if (plot.Options.LegendPosition is "RIGHT" or "AUTO" && plot.Width >= 460)
            return AtRight(plot, whole, entries);
        var lines = Lines(entries, whole.Width);
        var shown = lines.Take(MostLines).ToList();
        var isAbove = plot.Options.LegendPosition == "TOP";
        var y = isAbove ? 14 : whole.Bottom - (Line * (shown.Count - 1)) - 5;
        foreach (var line in shown)
        {
            var x = whole.Left + 2;
            foreach (var (name, color) in line)
            {
                Entry(plot, x, y, name, color);
                x += Wide(name);
            }
            y += Line;
        }
        Rest(plot, entries.Count - shown.Sum(line => line.Count));
        var tall = (shown.Count * Line) + 6;
        return isAbove ? whole with { Top = whole.Top + tall } : whole with { Bottom = whole.Bottom - tall };
    }

    private static Axes AtRight(Plot plot, Axes whole, IReadOnlyList<(string Name, string Color)> entries)
    {
        var wide = Math.Min(entries.Max(entry => Wide(entry.Name)), plot.Width * 0.26);
        var fits = Math.Max(1, (int)((whole.Height - 8) / Line));
        var x = whole.Right - wide;
        for (var i = 0; i < Math.Min(fits, entries.Count); i++)
            Entry(
                plot,
                x,
                whole.Top + 16 + (i * Line),
                TextRuler.Fit(entries[i].Name, wide - 20, Size),
                entries[i].Color
            );
        Rest(plot, entries.Count - fits);
        return whole with { Right = x - 10 };
    }

    private static void Rest(Plot plot, int count)
    {
        if (count > 0)
            plot.Note($"{count} more entries of the legend are in the data.");
    }

    private static void Entry(Plot plot, double x, double y, string name, string color)
    {
        plot.Add(Svg.Rect(x, y - 9, 10, 10, new Paint(color)));
        plot.Add(Svg.Label(x + 15, y, name, "quiet", "start", Size));
    }

    private static List<List<(string Name, string Color)>> Lines(
        IReadOnlyList<(string Name, string Color)> entries,
        double room
    )
    {
        var lines = new List<List<(string, string)>> { new() };
        var used = 0.0;
        foreach (var (name, color) in entries)
        {
            var cut = TextRuler.Fit(name, Math.Min(220, room - 30), Size);
            if (used + Wide(cut) > room && lines[^1].Count > 0)
            {
                lines.Add([]);
                used = 0;
            }
            lines[^1].Add((cut, color));
            used += Wide(cut);
        }
        return lines;
    }

    private static double Wide(string name) => TextRuler.Width(name, Size) + 30;
}
