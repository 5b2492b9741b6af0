namespace StudyLake.Dashboards.Review.Drawing;

/// <summary>Areas inside areas by the squarified layout (Bruls, Huizing and van Wijk, 2000).</summary>
internal static class TreeMapChart
{
    private const double Head = 19;

    private sealed record Node(string Name, double Amount, string Color, string Tip, List<Node> Parts);

    private readonly record struct Box(double X, double Y, double Width, double Height);

    /// <summary>Draws it; two levels, deeper ones are gathered in the second.</summary>
    public static void Draw(Plot plot)
    {
        var by = plot.Roles("group", "category");
        if (plot.Roles("size", "value") is not [var size, ..] || by.IsEmpty)
            return;
        var rows = plot.Tile.Rows.Where(row => size.Number(row) > 0).ToList();
        var outer = by[..1];
        var inner = by[1..];
        var nodes = rows.GroupBy(row => outer.Key(row), StringComparer.Ordinal)
            .Select(
                (group, i) =>
                {
                    var color = plot.ColorOf(by[0], group.First(), i);
                    var amount = group.Sum(row => size.Number(row) ?? 0);
                    var parts = inner.IsEmpty
                        ? []
                        : group
                            .Select(row => new Node(
                                inner.Label(row),
                                size.Number(row) ?? 0,
                                color,
                                FieldCharts.Tip(plot, row),
                                []
                            ))
                            .ToList();
                    var name = outer.Label(group.First());
                    return new Node(name, amount, color, $"{name}: {ValueText.Of(amount, size.Column)}", parts);
                }
            )
            .OrderByDescending(node => node.Amount)
            .ToList();
        foreach (var (node, box) in Place(nodes, new Box(4, 4, plot.Width - 8, plot.Height - 8)))
        {
            plot.Add(
                Svg.Rect(
                    box.X + 1,
                    box.Y + 1,
                    box.Width - 2,
                    box.Height - 2,
                    new Paint(node.Color, node.Parts.Count > 0 ? 0.25 : 1),
                    node.Tip
                )
            );
            if (node.Parts.Count == 0)
            {
                Label(plot, node, box, size, Plot.InkOn(node.Color));
                continue;
            }
            var hasHead = box.Height > Head * 2 && box.Width > 40;
            if (hasHead)
                plot.Add(
                    Svg.Label(
                        box.X + 7,
                        box.Y + 15,
                        TextRuler.Fit(
                            $"{node.Name}  {ValueText.Of(node.Amount, size.Column, true)}",
                            box.Width - 14,
                            12
                        ),
                        "strong",
                        "start",
                        12
                    )
                );
            var room = new Box(
                box.X + 3,
                box.Y + (hasHead ? Head + 2 : 3),
                box.Width - 6,
                box.Height - (hasHead ? Head + 5 : 6)
            );
            foreach (var (part, place) in Place([.. node.Parts.OrderByDescending(one => one.Amount)], room))
            {
                plot.Add(
                    Svg.Rect(
                        place.X + 0.5,
                        place.Y + 0.5,
                        place.Width - 1,
                        place.Height - 1,
                        new Paint(part.Color),
                        part.Tip
                    )
                );
                Label(plot, part, place, size, Plot.InkOn(part.Color));
            }
        }
    }

    private static void Label(Plot plot, Node node, Box box, PlotColumn size, string ink)
    {
        if (box.Height < 18 || box.Width < 26)
            return;
        plot.Add(
            Svg.Label(box.X + 6, box.Y + 15, TextRuler.Fit(node.Name, box.Width - 12, 11.5), "", "start", 11.5, ink)
        );
        var amount = ValueText.Of(node.Amount, size.Column, true);
        if (box.Height > 34 && TextRuler.Width(amount, 11.5) < box.Width - 12)
            plot.Add(Svg.Label(box.X + 6, box.Y + 30, amount, "", "start", 11.5, ink));
    }

    private static IEnumerable<(Node Node, Box Box)> Place(List<Node> nodes, Box room)
    {
        var total = nodes.Sum(node => node.Amount);
        if (total <= 0 || room.Width <= 1 || room.Height <= 1)
            yield break;
        var scale = room.Width * room.Height / total;
        for (var start = 0; start < nodes.Count; )
        {
            var side = Math.Min(room.Width, room.Height);
            var count = 1;
            while (
                start + count < nodes.Count
                && Worst(nodes, start, count + 1, scale, side) <= Worst(nodes, start, count, scale, side)
            )
                count++;
            var area = nodes.Skip(start).Take(count).Sum(node => node.Amount) * scale;
            var isTall = room.Width < room.Height;
            var deep = area / side;
            var at = 0.0;
            for (var i = start; i < start + count; i++)
            {
                var along = nodes[i].Amount * scale / deep;
                yield return (
                    nodes[i],
                    isTall ? new Box(room.X + at, room.Y, along, deep) : new Box(room.X, room.Y + at, deep, along)
                );
                at += along;
            }
            room = isTall
                ? new Box(room.X, room.Y + deep, room.Width, Math.Max(0, room.Height - deep))
                : new Box(room.X + deep, room.Y, Math.Max(0, room.Width - deep), room.Height);
            start += count;
            if (Math.Min(room.Width, room.Height) < 0.5)
                yield break;
        }
    }

    private static double Worst(List<Node> nodes, int start, int count, double scale, double side)
    {
        var areas = nodes.Skip(start).Take(count).Select(node => node.Amount * scale).ToList();
        var sum = areas.Sum();
        return Math.Max(side * side * areas.Max() / (sum * sum), sum * sum / (side * side * areas.Min()));
    }
}
