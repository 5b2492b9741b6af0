namespace StudyLake.Dashboards.Review.Drawing;

/// <summary>Parts of a whole: pie and ring, funnel, gauge.</summary>
internal static class PartCharts
{
    /// <summary>A pie or a ring; without a category its measures are the parts.</summary>
    public static void Pie(Plot plot)
    {
        var by = plot.Roles("category", "color", "group");
        var values = plot.Roles("value", "size");
        if (values.IsEmpty)
            return;
        var parts = by.IsEmpty
            ? values
                .Select(
                    (value, i) =>
                        (
                            Name: value.Label,
                            Amount: value.Number(plot.Tile.Rows[0]) ?? 0,
                            Color: plot.ColorOf(value, i),
                            Column: value
                        )
                )
                .ToList()
            : plot
                .Tile.Rows.Select(
                    (row, i) =>
                        (
                            Name: by.Label(row),
                            Amount: values[0].Number(row) ?? 0,
                            Color: plot.ColorOf(by[0], row, i),
                            Column: values[0]
                        )
                )
                .ToList();
        parts = [.. parts.Where(part => part.Amount > 0)];
        var total = parts.Sum(part => part.Amount);
        if (total <= 0)
            return;
        var room = Legend.Draw(plot, [.. parts.Select(part => (part.Name, part.Color))]);
        var size = Math.Min(room.Width, room.Height);
        var isLabelled = plot.Options.Labels != false && size > 150 && room.Width > size * 1.25;
        var radius = size / 2 * (isLabelled ? 0.8 : 0.95);
        var (x, y) = ((room.Left + room.Right) / 2, (room.Top + room.Bottom) / 2);
        var hole = plot.Options.Donut switch
        {
            null => 0,
            "SMALL" => 0.45,
            "LARGE" => 0.75,
            _ => 0.6,
        };
        var angle = 0.0;
        var lastLabel = (Side: 0, Y: double.NegativeInfinity);
        foreach (var part in parts)
        {
            var share = part.Amount / total;
            var tip =
                $"{part.Name}: {ValueText.Of(part.Amount, part.Column.Column)} ({Svg.Text($"{100 * share:0.#}%")})";
            plot.Add(Slice(x, y, radius, radius * hole, angle, angle + share, new Paint(part.Color), tip));
            var middle = (angle + (share / 2)) * 2 * Math.PI;
            angle += share;
            if (!isLabelled || share < 0.025)
                continue;
            var side = Math.Sin(middle) >= 0 ? 1 : -1;
            var (labelX, labelY) = (x + (Math.Sin(middle) * (radius + 9)), y - (Math.Cos(middle) * (radius + 9)) + 4);
            if (lastLabel.Side == side && Math.Abs(lastLabel.Y - labelY) < 13)
                continue;
            lastLabel = (side, labelY);
            var text = Svg.Text($"{100 * share:0}%");
            var name = TextRuler.Fit(
                part.Name,
                Math.Max(30, (side > 0 ? room.Right - labelX : labelX - room.Left) - 34),
                11.5
            );
            plot.Add(Svg.Label(labelX, labelY, $"{name} {text}".Trim(), "quiet", side > 0 ? "start" : "end", 11.5));
        }
        if (hole > 0 && size > 110)
            plot.Add(Svg.Label(x, y + 7, ValueText.Of(total, values[0].Column, true), "strong", "middle", 20));
    }

    /// <summary>Stages that lose something on the way.</summary>
    public static void Funnel(Plot plot)
    {
        var by = plot.Roles("category");
        if (plot.Roles("value") is not [var value, ..])
            return;
        var rows = plot.Tile.Rows.Where(row => value.Number(row) is not null).ToList();
        var first = rows.Select(row => value.Number(row)).FirstOrDefault() ?? 1;
        var most = rows.Select(row => value.Number(row) ?? 0).DefaultIfEmpty(1).Max();
        var tall = (plot.Height - 8) / Math.Max(1, rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            var amount = value.Number(rows[i]) ?? 0;
            var wide = (plot.Width - 20) * (0.34 + (0.66 * (most > 0 ? Math.Max(0, amount) / most : 0)));
            var color = plot.ColorOf(by.FirstOrDefault(), rows[i], i);
            var share = first == 0 ? "" : Svg.Text($" · {100 * amount / first:0}%");
            var text = $"{by.Label(rows[i])}  {ValueText.Of(amount, value.Column, true)}{share}";
            plot.Add(Svg.Rect((plot.Width - wide) / 2, 4 + (i * tall), wide, tall - 3, new Paint(color), text));
            if (tall > 14)
                plot.Add(
                    Svg.Label(
                        plot.Width / 2,
                        4 + (i * tall) + (tall / 2) + 3,
                        TextRuler.Fit(text, wide - 8, 12),
                        "",
                        "middle",
                        12,
                        Plot.InkOn(color)
                    )
                );
        }
    }

    /// <summary>One amount on an arc, against a target or a range.</summary>
    public static void Gauge(Plot plot)
    {
        if (plot.Roles("value") is not [var value, ..] || plot.Tile.Rows is not [var row, ..])
            return;
        var target = plot.Roles("target").FirstOrDefault();
        var now = value.Number(row);
        var goal = target?.Number(row);
        var least = plot.Options.Min ?? 0;
        var most =
            plot.Options.Max
            ?? goal
            ?? (
                value.Column.Format?.Style == "percent" ? 1
                : now > 0 ? now.Value * 1.25
                : 1
            );
        var radius = Math.Min(plot.Width * 0.42, (plot.Height - 36) / 1.43);
        var (x, y) = (plot.Width / 2, 12 + radius);
        const double From = -0.32;
        const double Whole = 0.64;
        plot.Add(Slice(x, y, radius, radius * 0.8, From, From + Whole, new Paint("track")));
        var share = most > least && now is { } known ? Math.Clamp((known - least) / (most - least), 0, 1) : 0;
        var paint = new Paint(plot.Options.Color ?? value.Column.Color ?? "accent");
        if (share > 0)
            plot.Add(
                Slice(
                    x,
                    y,
                    radius,
                    radius * 0.8,
                    From,
                    From + (Whole * share),
                    paint,
                    $"{value.Label}: {value.Text(row)}"
                )
            );
        plot.Add(Svg.Label(x, y + 4, value.Text(row), "strong", "middle", Math.Clamp(radius * 0.28, 16, 34)));
        if (target is not null)
            plot.Add(Svg.Label(x, y + 26, $"of {target.Text(row)}", "quiet", "middle", 12));
        var dropped = y - (Math.Cos(From * 2 * Math.PI) * radius) + 16;
        var aside = Math.Sin(-From * 2 * Math.PI) * radius * 0.9;
        plot.Add(Svg.Label(x - aside, dropped, ValueText.Of(least, value.Column, true), "quiet", "middle", 11));
        plot.Add(Svg.Label(x + aside, dropped, ValueText.Of(most, value.Column, true), "quiet", "middle", 11));
    }

    /// <summary>A slice from one share of the circle to another, from the top clockwise.</summary>
    private static System.Xml.Linq.XElement Slice(
        double x,
        double y,
        double outer,
        double inner,
        double from,
        double to,
        Paint paint,
        string? tip = null
    )
    {
        // A whole circle has no two ends, so it is drawn to just before its beginning.
        to = Math.Min(to, from + 0.99999);
        var isLarge = to - from > 0.5 ? 1 : 0;
        var (a, b) = (Point(outer, from), Point(outer, to));
        if (inner <= 0)
            return Svg.Path(
                Svg.Text(
                    $"M{x:0.##} {y:0.##}L{a.X:0.##} {a.Y:0.##}A{outer:0.##} {outer:0.##} 0 {isLarge} 1 {b.X:0.##} {b.Y:0.##}Z"
                ),
                paint,
                tip
            );
        var (c, d) = (Point(inner, to), Point(inner, from));
        return Svg.Path(
            Svg.Text(
                $"M{a.X:0.##} {a.Y:0.##}A{outer:0.##} {outer:0.##} 0 {isLarge} 1 {b.X:0.##} {b.Y:0.##}L{c.X:0.##} {c.Y:0.##}A{inner:0.##} {inner:0.##} 0 {isLarge} 0 {d.X:0.##} {d.Y:0.##}Z"
            ),
            paint,
            tip
        );
        (double X, double Y) Point(double radius, double share) =>
            (x + (Math.Sin(share * 2 * Math.PI) * radius), y - (Math.Cos(share * 2 * Math.PI) * radius));
    }
}
