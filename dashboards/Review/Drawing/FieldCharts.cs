using System.Collections.Immutable;
using StudyLake.Dashboards.Page.Specs;

namespace StudyLake.Dashboards.Review.Drawing;

/// <summary>Two axes and a third thing: heat map, scatter, box plot, histogram, waterfall.</summary>
internal static class FieldCharts
{
    private const double Size = 11.5;
    private static readonly ImmutableArray<string> Quartiles = ["min", "q1", "median", "q3", "max"];

    /// <summary>Rows against columns, the amount as a shade.</summary>
    public static void HeatMap(Plot plot)
    {
        var down = plot.Roles("row");
        var across = plot.Roles("column");
        if (plot.Roles("value") is not [var value, ..])
            return;
        var marks = plot.Tile.Rows.Where(row => value.Number(row) is not null).ToList();
        var rows = down.Distinct(plot.Tile.Rows);
        var columns = across.Distinct(plot.Tile.Rows);
        var fits = (int)Math.Max(4, (plot.Height - 50) / 12);
        if (rows.Count > fits)
        {
            plot.Note($"Drawn are the first {fits} of {rows.Count} rows; the data has all.");
            rows = rows[..fits];
        }
        var x = columns.Select((row, i) => (Key: across.Key(row), i)).ToDictionary(pair => pair.Key, pair => pair.i);
        var y = rows.Select((row, i) => (Key: down.Key(row), i)).ToDictionary(pair => pair.Key, pair => pair.i);
        var least = marks.Select(row => value.Number(row) ?? 0).Append(0).Min();
        var most = marks.Select(row => value.Number(row) ?? 0).Append(1).Max();
        var hasLegend = plot.Options.Legend != false;
        var room = new Axes(4, 4, plot.Width - 4, plot.Height - (hasLegend ? 26 : 4));
        var names = rows.Select(row => down.Label(row, true)).ToList();
        var wide = Math.Min(
            names.Select(name => TextRuler.Width(name, Size)).DefaultIfEmpty(0).Max(),
            room.Width * 0.28
        );
        var box = new Axes(room.Left + wide + 10, room.Top, room.Right, room.Bottom - 20);
        var (cellWide, cellTall) = (box.Width / Math.Max(1, columns.Count), box.Height / Math.Max(1, rows.Count));
        var isLabelled = plot.Options.Labels != false && cellTall >= 14;
        foreach (var row in marks)
        {
            if (!y.TryGetValue(down.Key(row), out var r) || !x.TryGetValue(across.Key(row), out var c))
                continue;
            var amount = value.Number(row) ?? 0;
            var share = most > least ? (amount - least) / (most - least) : 1;
            var paint = Shade(plot.Options.Colors, share);
            var (left, top) = (box.Left + (c * cellWide), box.Top + (r * cellTall));
            var tip = $"{names[r]} – {across.Label(columns[c])}: {value.Text(row)}";
            plot.Add(Svg.Rect(left + 0.75, top + 0.75, cellWide - 1.5, cellTall - 1.5, paint, tip));
            var text = value.Text(row, true);
            if (isLabelled && TextRuler.Width(text, 10.5) < cellWide - 2)
                plot.Add(
                    Svg.Label(
                        left + (cellWide / 2),
                        top + (cellTall / 2) + 4,
                        text,
                        share > 0.55 ? "on-accent" : "ink",
                        "middle",
                        10.5,
                        plot.Options.Colors is null ? null : Plot.InkOn(paint.Value)
                    )
                );
        }
        for (var i = 0; i < rows.Count; i++)
            plot.Add(
                Svg.Label(
                    box.Left - 8,
                    box.Top + (cellTall * (i + 0.5)) + 4,
                    TextRuler.Fit(names[i], wide, Size),
                    "quiet",
                    "end",
                    Size
                )
            );
        var heads = columns.Select(row => across.Label(row, true)).ToList();
        var widest = heads.Select(head => TextRuler.Width(head, Size)).DefaultIfEmpty(0).Max();
        var every = Math.Max(1, (int)Math.Ceiling(Math.Min(widest + 6, 90) / Math.Max(1, cellWide)));
        for (var i = 0; i < heads.Count; i += every)
            plot.Add(
                Svg.Label(
                    box.Left + (cellWide * (i + 0.5)),
                    box.Bottom + 15,
                    TextRuler.Fit(heads[i], cellWide * every, Size),
                    "quiet",
                    "middle",
                    Size
                )
            );
        if (!hasLegend)
            return;
        const int Steps = 20;
        var start = (plot.Width / 2) - 70;
        for (var i = 0; i < Steps; i++)
            plot.Add(
                Svg.Rect(start + (i * 7), plot.Height - 14, 7.2, 9, Shade(plot.Options.Colors, (i + 0.5) / Steps))
            );
        plot.Add(Svg.Label(start - 6, plot.Height - 5, ValueText.Of(least, value.Column, true), "quiet", "end", 11));
        plot.Add(Svg.Label(start + 146, plot.Height - 5, ValueText.Of(most, value.Column, true), "quiet", "start", 11));
    }

    /// <summary>Points on two amounts; a third is the area, a category the colour.</summary>
    public static void Scatter(Plot plot)
    {
        if (plot.Roles("x") is not [var x, ..] || plot.Roles("y") is not [var y, ..])
            return;
        var size = plot.Roles("size").FirstOrDefault();
        ImmutableArray<PlotColumn> colors = [.. plot.Roles("color").Concat(plot.Roles("category")).Take(1)];
        var marks = plot.Tile.Rows.Where(row => x.Number(row) is not null && y.Number(row) is not null).ToList();
        var groups = colors.IsEmpty ? [] : colors.Distinct(marks);
        var most = marks.Select(row => size?.Number(row) ?? 0).Append(1).Max();
        var room = Legend.Draw(
            plot,
            [.. groups.Select((row, i) => (colors.Label(row), plot.ColorOf(colors[0], row, i)))]
        );
        var across = AmountScale.Of(marks.Select(row => x.Number(row) ?? 0));
        var up = AmountScale.Of(marks.Select(row => y.Number(row) ?? 0));
        var titled = new Plot(
            plot.Tile,
            plot.Visual with
            {
                Options = plot.Options with { CategoryTitle = null, ValueTitle = plot.Options.ValueTitle ?? y.Label },
            },
            [plot.Shade(0)],
            plot.Width,
            plot.Height
        );
        var axes = Axes.Upright(
            titled,
            room with
            {
                Bottom = room.Bottom - 16,
            },
            [],
            up,
            value => ValueText.Of(value, y.Column, true)
        );
        foreach (var element in titled.Elements)
            plot.Add(element);
        foreach (var tick in across.Ticks)
            plot.Add(
                Svg.Label(
                    axes.X(across, tick),
                    axes.Bottom + 15,
                    ValueText.Of(tick, x.Column, true),
                    "quiet",
                    "middle",
                    Size
                )
            );
        var below = TextRuler.Fit(ValueText.Clean(plot.Options.CategoryTitle ?? x.Label), axes.Width, Size);
        plot.Add(Svg.Label((axes.Left + axes.Right) / 2, room.Bottom - 4, below, "quiet", "middle", Size));
        axes.References(plot, up);
        var keys = groups.Select(row => colors.Key(row)).ToList();
        foreach (var row in marks)
        {
            var color = colors.IsEmpty
                ? plot.ColorOf(y, 0)
                : plot.ColorOf(colors[0], row, Math.Max(0, keys.IndexOf(colors.Key(row))));
            var radius = size is null ? 4.5 : 3 + (15 * Math.Sqrt(Math.Max(0, size.Number(row) ?? 0) / most));
            plot.Add(
                Svg.Circle(
                    axes.X(across, x.Number(row) ?? 0),
                    axes.Y(up, y.Number(row) ?? 0),
                    radius,
                    new Paint(color, 0.72),
                    Tip(plot, row)
                )
            );
        }
    }

    /// <summary>Five numbers of each group, which the query computed.</summary>
    public static void BoxPlot(Plot plot)
    {
        var by = plot.Roles("category", "group");
        var parts = Quartiles.Select(name => plot.Roles(name).FirstOrDefault()).ToList();
        if (parts is not [{ } low, { } q1, { } median, { } q3, { } high])
            return;
        var rows = plot.Tile.Rows.Where(row => parts.All(part => part?.Number(row) is not null)).ToList();
        var room = new Axes(4, 2, plot.Width - 4, plot.Height - 2);
        var scale = AmountScale.Of(rows.SelectMany(row => new[] { low.Number(row) ?? 0, high.Number(row) ?? 0 }));
        var names = rows.Select(row => by.Label(row, true)).ToList();
        var axes = Axes.Upright(plot, room, names, scale, value => ValueText.Of(value, median.Column, true));
        var each = axes.Width / Math.Max(1, rows.Count);
        var wide = Math.Clamp(each * 0.5, 4, 38);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var x = axes.Left + (each * (i + 0.5));
            var color = new Paint(by.IsEmpty ? plot.Shade(i) : plot.ColorOf(by[0], row, i));
            var (a, b, c, d, e) = (At(low), At(q1), At(median), At(q3), At(high));
            plot.Add(Svg.Line(x, a, x, b, color));
            plot.Add(Svg.Line(x, d, x, e, color));
            plot.Add(Svg.Line(x - (wide / 3), a, x + (wide / 3), a, color));
            plot.Add(Svg.Line(x - (wide / 3), e, x + (wide / 3), e, color));
            var tip =
                $"{names[i]}: "
                + string.Join(", ", parts.OfType<PlotColumn>().Select(part => $"{part.Label} {part.Text(row)}"));
            plot.Add(Svg.Rect(x - (wide / 2), d, wide, Math.Max(1, b - d), color with { Opacity = 0.25 }, tip));
            plot.Add(
                Svg.Polyline(
                    [
                        (x - (wide / 2), d),
                        (x + (wide / 2), d),
                        (x + (wide / 2), b),
                        (x - (wide / 2), b),
                        (x - (wide / 2), d),
                    ],
                    color,
                    1.25
                )
            );
            plot.Add(Svg.Polyline([(x - (wide / 2), c), (x + (wide / 2), c)], color, 2.5));
            double At(PlotColumn column) => axes.Y(scale, column.Number(row) ?? 0);
        }
        axes.References(plot, scale);
    }

    /// <summary>Bins and how much falls into each, which the query counted.</summary>
    public static void Histogram(Plot plot)
    {
        if (
            plot.Roles("from") is not [var from, ..]
            || plot.Roles("to") is not [var to, ..]
            || plot.Roles("count") is not [var count, ..]
        )
            return;
        var rows = plot.Tile.Rows;
        var scale = AmountScale.Of(rows.Select(row => count.Number(row) ?? 0), whole: count.Column.Type == "integer");
        var names = rows.Select(row => from.Text(row, true)).ToList();
        var room = new Axes(4, 2, plot.Width - 4, plot.Height - 2);
        var axes = Axes.Upright(plot, room, names, scale, value => ValueText.Of(value, count.Column, true));
        var each = axes.Width / Math.Max(1, rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            var y = axes.Y(scale, count.Number(rows[i]) ?? 0);
            var tip = $"{from.Text(rows[i])} to {to.Text(rows[i])}: {count.Text(rows[i])}";
            plot.Add(
                Svg.Rect(
                    axes.Left + (each * i) + 0.5,
                    y,
                    each - 1,
                    axes.Bottom - y,
                    new Paint(plot.ColorOf(count, 0)),
                    tip
                )
            );
            if (plot.Options.Labels == true)
                plot.Add(
                    Svg.Label(axes.Left + (each * (i + 0.5)), y - 4, count.Text(rows[i], true), "quiet", "middle", 11)
                );
        }
    }

    /// <summary>How one amount becomes another, step by step.</summary>
    public static void Waterfall(Plot plot)
    {
        var by = plot.Roles("category");
        if (plot.Roles("value") is not [var value, ..])
            return;
        var steps = new List<(string Name, double From, double To, string Text, string Class)>();
        var sum = 0.0;
        foreach (var row in plot.Tile.Rows)
        {
            if (value.Number(row) is not { } change)
                continue;
            steps.Add((by.Label(row, true), sum, sum + change, value.Text(row), change >= 0 ? "good" : "bad"));
            sum += change;
        }
        steps.Add(
            (
                ValueText.Clean(plot.Options.TotalLabel ?? "Total"),
                0,
                sum,
                ValueText.Of(sum, value.Column),
                "track-strong"
            )
        );
        var scale = AmountScale.Of(steps.SelectMany(step => new[] { step.From, step.To }));
        var room = new Axes(4, 10, plot.Width - 4, plot.Height - 2);
        var axes = Axes.Upright(
            plot,
            room,
            [.. steps.Select(step => step.Name)],
            scale,
            at => ValueText.Of(at, value.Column, true)
        );
        var each = axes.Width / steps.Count;
        var wide = Math.Min(each * 0.72, 46);
        for (var i = 0; i < steps.Count; i++)
        {
            var (a, b) = (axes.Y(scale, steps[i].From), axes.Y(scale, steps[i].To));
            var x = axes.Left + (each * (i + 0.5));
            plot.Add(
                Svg.Rect(
                    x - (wide / 2),
                    Math.Min(a, b),
                    wide,
                    Math.Max(1, Math.Abs(a - b)),
                    new Paint(steps[i].Class),
                    $"{steps[i].Name}: {steps[i].Text}"
                )
            );
            if (i < steps.Count - 1)
                plot.Add(Svg.Line(x + (wide / 2), b, x + each - (wide / 2), b, new Paint("axis")));
            var change = ValueText.Of(steps[i].To - steps[i].From, value.Column, true);
            if (plot.Options.Labels != false && TextRuler.Width(change, 11) < each + 6)
                plot.Add(Svg.Label(x, Math.Min(a, b) - 4, change, "quiet", "middle", 11));
        }
    }

    /// <summary>What a mark says of itself.</summary>
    public static string Tip(Plot plot, ImmutableArray<object?> row)
    {
        var head = string.Join(
            " · ",
            plot.Tile.Columns.Select((column, i) => (column, i))
                .Where(one => !one.column.Measure)
                .Select(one => ValueText.Of(row[one.i], one.column))
        );
        var rest = plot
            .Tile.Columns.Select((column, i) => (column, i))
            .Where(one => one.column.Measure)
            .Select(one => $"{ValueText.Clean(one.column.Label)} {ValueText.Of(row[one.i], one.column)}");
        return $"{head}: {string.Join(", ", rest)}";
    }

    private static Paint Shade(ImmutableArray<string>? steps, double share)
    {
        if (steps is not { Length: >= 2 } colors)
            return new Paint("accent", 0.08 + (0.92 * share));
        var at = Math.Clamp(share, 0, 1) * (colors.Length - 1);
        var low = Math.Min((int)at, colors.Length - 2);
        return new Paint(HexColor.Between(colors[low], colors[low + 1], at - low));
    }
}
