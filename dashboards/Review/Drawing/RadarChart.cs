using System.Collections.Immutable;

namespace StudyLake.Dashboards.Review.Drawing;

/// <summary>Amounts on spokes around a centre, joined to one shape a series.</summary>
internal static class RadarChart
{
    private const int Rings = 4;
    private const double Size = 11.5;

    private sealed record Spoke(string Name, double Most);

    private sealed record Shape(string Name, string Color, ImmutableArray<(double Amount, string Text)> Points);

    /// <summary>Draws it. With a category all spokes have one scale; without one each measure has its own.</summary>
    public static void Draw(Plot plot)
    {
        var by = plot.Roles("category");
        var colors = plot.Roles("color");
        var values = plot.Roles("value");
        if (values.IsEmpty || plot.Tile.Rows.IsEmpty)
            return;
        var (spokes, shapes) = by.IsEmpty ? OfMeasures(plot, colors, values) : OfCategory(plot, by, colors, values);
        var room = Legend.Draw(plot, [.. shapes.Select(shape => (shape.Name, shape.Color))]);
        var (x, y) = ((room.Left + room.Right) / 2, (room.Top + room.Bottom) / 2);
        var radius = Math.Min(room.Width * 0.62, room.Height - 44) / 2;
        for (var ring = 1; ring <= Rings; ring++)
            plot.Add(
                Svg.Polyline(Around(spokes.Length, _ => (double)ring / Rings, closed: true), new Paint("grid"), 1)
            );
        for (var i = 0; i < spokes.Length; i++)
        {
            var (endX, endY) = At(i, 1);
            plot.Add(Svg.Line(x, y, endX, endY, new Paint("grid")));
            var (labelX, labelY) = At(i, 1 + (10 / radius));
            var side =
                Math.Abs(labelX - x) < radius * 0.15 ? "middle"
                : labelX > x ? "start"
                : "end";
            var wide =
                side == "middle" ? room.Width * 0.4 : Math.Abs((side == "start" ? room.Right : room.Left) - labelX);
            plot.Add(Svg.Label(labelX, labelY + 4, TextRuler.Fit(spokes[i].Name, wide, Size), "quiet", side, Size));
        }
        foreach (var shape in shapes)
        {
            double Share(int i) => spokes[i].Most > 0 ? Math.Clamp(shape.Points[i].Amount / spokes[i].Most, 0, 1) : 0;
            plot.Add(Svg.Polygon(Around(spokes.Length, Share, closed: false), new Paint(shape.Color, 0.12)));
            plot.Add(Svg.Polyline(Around(spokes.Length, Share, closed: true), new Paint(shape.Color)));
            for (var i = 0; i < spokes.Length; i++)
            {
                var (pointX, pointY) = At(i, Share(i));
                var tip = $"{shape.Name} – {spokes[i].Name}: {shape.Points[i].Text}";
                plot.Add(Svg.Circle(pointX, pointY, 3, new Paint(shape.Color), tip));
            }
        }

        (double X, double Y) At(int spoke, double share)
        {
            var angle = 2 * Math.PI * spoke / spokes.Length;
            return (x + (Math.Sin(angle) * radius * share), y - (Math.Cos(angle) * radius * share));
        }

        IEnumerable<(double X, double Y)> Around(int count, Func<int, double> share, bool closed) =>
            Enumerable.Range(0, closed ? count + 1 : count).Select(i => At(i % count, share(i % count)));
    }

    private static (ImmutableArray<Spoke> Spokes, ImmutableArray<Shape> Shapes) OfCategory(
        Plot plot,
        ImmutableArray<PlotColumn> by,
        ImmutableArray<PlotColumn> colors,
        ImmutableArray<PlotColumn> values
    )
    {
        var around = by.Distinct(plot.Tile.Rows);
        var series = colors.IsEmpty
            ? values.Select(
                (value, s) => (value.Label, Color: plot.ColorOf(value, s), Value: value, Key: (string?)null)
            )
            : colors
                .Distinct(plot.Tile.Rows)
                .Select(
                    (row, s) =>
                        (
                            Label: colors.Label(row),
                            Color: plot.ColorOf(colors[0], row, s),
                            Value: values[0],
                            Key: (string?)colors.Key(row)
                        )
                );
        var cells = plot.Tile.Rows.ToLookup(row => by.Key(row), StringComparer.Ordinal);
        ImmutableArray<Shape> shapes =
        [
            .. series.Select(one => new Shape(
                one.Label,
                one.Color,
                [
                    .. around.Select(spoke =>
                        Point(
                            cells[by.Key(spoke)].FirstOrDefault(row => one.Key is null || colors.Key(row) == one.Key),
                            one.Value
                        )
                    ),
                ]
            )),
        ];
        var most = shapes.SelectMany(shape => shape.Points).Select(point => point.Amount).Append(0).Max();
        return ([.. around.Select(row => new Spoke(by.Label(row, true), most))], shapes);
    }

    private static (ImmutableArray<Spoke> Spokes, ImmutableArray<Shape> Shapes) OfMeasures(
        Plot plot,
        ImmutableArray<PlotColumn> colors,
        ImmutableArray<PlotColumn> values
    )
    {
        var rows = colors.IsEmpty ? plot.Tile.Rows[..1].ToList() : colors.Distinct(plot.Tile.Rows);
        ImmutableArray<Shape> shapes =
        [
            .. rows.Select(
                (row, s) =>
                    new Shape(
                        colors.IsEmpty ? ValueText.Clean(plot.Visual.Label) : colors.Label(row),
                        colors.IsEmpty ? plot.Shade(s) : plot.ColorOf(colors[0], row, s),
                        [.. values.Select(value => Point(row, value))]
                    )
            ),
        ];
        return (
            [.. values.Select((value, i) => new Spoke(value.Label, shapes.Max(shape => shape.Points[i].Amount)))],
            shapes
        );
    }

    private static (double Amount, string Text) Point(ImmutableArray<object?> row, PlotColumn value) =>
        row.IsDefault ? (0, "no value") : (value.Number(row) ?? 0, value.Text(row));
}
