using System.Collections.Immutable;

namespace StudyLake.Dashboards.Review.Drawing;

/// <summary>Flows from the names at the left to those at the right; each as thick as its amount.</summary>
internal static class FlowChart
{
    private const double Bar = 12;
    private const double Size = 11.5;
    private const double Opacity = 0.32;

    /// <summary>Draws them. A name on both sides is two places.</summary>
    public static void Draw(Plot plot)
    {
        if (
            plot.Roles("source") is not [var source, ..]
            || plot.Roles("destination") is not [var destination, ..]
            || plot.Roles("weight", "value") is not [var weight, ..]
        )
            return;
        var rows = plot.Tile.Rows.Where(row => weight.Number(row) > 0).ToList();
        if (rows.Count == 0)
            return;
        var (from, to) = (Side(plot, rows, source, weight, 0), Side(plot, rows, destination, weight, 1));
        var total = rows.Sum(row => weight.Number(row) ?? 0);
        var gaps = Math.Max(from.Count, to.Count) - 1;
        var gap = gaps == 0 ? 0 : Math.Min(9, plot.Height * 0.35 / gaps);
        var scale = (plot.Height - 8 - (gap * gaps)) / total;
        var wide = plot.Width * 0.24;
        var (left, right) = (wide, plot.Width - wide - Bar);
        Place(from, scale, gap, plot.Height);
        Place(to, scale, gap, plot.Height);
        foreach (var row in rows)
        {
            var (start, end) = (from[Key(source, row)], to[Key(destination, row)]);
            var thick = (weight.Number(row) ?? 0) * scale;
            var tip = $"{source.Text(row)} → {destination.Text(row)}: {weight.Text(row)}";
            var paint = new Paint(start.Color, Opacity);
            plot.Add(Svg.Path(Band(left + Bar, start.Used, right, end.Used, thick), paint, tip));
            start.Used += thick;
            end.Used += thick;
        }
        foreach (
            var (node, isLeft) in from.Values.Select(one => (one, true)).Concat(to.Values.Select(one => (one, false)))
        )
        {
            var tall = Math.Max(1, node.Amount * scale);
            var tip = $"{node.Name}: {ValueText.Of(node.Amount, weight.Column)}";
            plot.Add(Svg.Rect(isLeft ? left : right, node.Top, Bar, tall, new Paint(node.Color), tip));
            plot.Add(
                Svg.Label(
                    isLeft ? left - 6 : right + Bar + 6,
                    node.Top + (tall / 2) + 4,
                    TextRuler.Fit(node.Name, wide - 10, Size),
                    "ink",
                    isLeft ? "end" : "start",
                    Size
                )
            );
        }
    }

    // Two edges of one curve, the second thick below the first.
    private static string Band(double left, double top, double right, double end, double thick)
    {
        var middle = (left + right) / 2;
        return Svg.Text(
                $"M{left:0.##} {top:0.##}C{middle:0.##} {top:0.##} {middle:0.##} {end:0.##} {right:0.##} {end:0.##}"
            )
            + Svg.Text(
                $"V{end + thick:0.##}C{middle:0.##} {end + thick:0.##} {middle:0.##} {top + thick:0.##} {left:0.##} {top + thick:0.##}Z"
            );
    }

    private static Dictionary<string, Node> Side(
        Plot plot,
        List<ImmutableArray<object?>> rows,
        PlotColumn column,
        PlotColumn weight,
        int side
    ) =>
        rows.GroupBy(row => Key(column, row), StringComparer.Ordinal)
            .Select((group, i) => (group, i))
            .ToDictionary(
                one => one.group.Key,
                one => new Node
                {
                    Name = column.Text(one.group.First()),
                    Color = plot.ColorOf(column, one.group.First(), one.i + side),
                    Amount = one.group.Sum(row => weight.Number(row) ?? 0),
                },
                StringComparer.Ordinal
            );

    private static void Place(Dictionary<string, Node> nodes, double scale, double gap, double height)
    {
        var tall = nodes.Values.Sum(node => node.Amount * scale) + (gap * (nodes.Count - 1));
        var y = (height - tall) / 2;
        foreach (var node in nodes.Values)
        {
            node.Top = node.Used = y;
            y += (node.Amount * scale) + gap;
        }
    }

    private static string Key(PlotColumn column, ImmutableArray<object?> row) =>
        ((ImmutableArray<PlotColumn>)[column]).Key(row);

    private sealed class Node
    {
        public required string Name { get; init; }

        public required string Color { get; init; }

        public required double Amount { get; init; }

        public double Top { get; set; }

        // Where the next flow begins.
        public double Used { get; set; }
    }
}
