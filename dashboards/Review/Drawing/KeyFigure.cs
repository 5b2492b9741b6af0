using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Dashboards.Page.Contract;

namespace StudyLake.Dashboards.Review.Drawing;

/// <summary>A key figure: the last period against the one before, or a value against its target.</summary>
internal static class KeyFigure
{
    /// <summary>Draws it.</summary>
    public static void Draw(Plot plot)
    {
        if (plot.Roles("value") is not [var value, ..])
            return;
        var target = plot.Roles("target").FirstOrDefault();
        var trend = plot.Roles("trend").FirstOrDefault();
        // What has no period is not the latest one.
        var rows = trend is null ? plot.Tile.Rows : [.. plot.Tile.Rows.Where(row => row[trend.At] is not null)];
        if (rows is not [.., var row])
            return;
        var now = value.Number(row);
        var style = plot.Tile.Styles?.GetValueOrDefault(
            string.Create(CultureInfo.InvariantCulture, $"{plot.Tile.Rows.IndexOf(row)}.{value.At}")
        );
        var size = Math.Clamp(Math.Min(plot.Height * 0.4, plot.Width * 0.16), 20, 36);
        var figure = value.Text(row);
        size = Math.Min(size, size * (plot.Width - 12) / Math.Max(1, TextRuler.Width(figure, size)));
        plot.Add(Svg.Label(4, size, figure, "strong", "start", size, style?.Color));
        var y = size + 22;
        var before =
            target is not null ? target.Number(row)
            : trend is not null && rows.Length > 1 ? value.Number(rows[^2])
            : null;
        if (now is { } current && before is { } earlier)
        {
            var gap = current - earlier;
            var change =
                (
                    gap > 0 ? "▲ "
                    : gap < 0 ? "▼ "
                    : ""
                ) + Change(plot.Options.Comparison, current, earlier, value);
            var against =
                target is not null ? $"{target.Label} {target.Text(row)}"
                : trend is not null ? $"{trend.Text(rows[^2])} {value.Text(rows[^2])}"
                : "";
            var period = trend is null ? "" : trend.Text(row) + " ";
            plot.Add(
                Svg.Label(
                    4,
                    y,
                    change,
                    gap > 0 ? "good"
                        : gap < 0 ? "bad"
                        : "quiet",
                    "start",
                    12
                )
            );
            var x = 4 + TextRuler.Width(change, 12) + 8;
            plot.Add(
                Svg.Label(x, y, TextRuler.Fit($"{period}against {against}", plot.Width - x, 12), "quiet", "start", 12)
            );
            y += 14;
            if (target is not null && earlier > 0 && plot.Options.Progress != false && y + 8 < plot.Height)
            {
                var share = Math.Clamp(current / earlier, 0, 1);
                plot.Add(Svg.Rect(4, y, plot.Width - 8, 6, new Paint("track")));
                plot.Add(
                    Svg.Rect(
                        4,
                        y,
                        (plot.Width - 8) * share,
                        6,
                        new Paint("accent"),
                        Svg.Text($"{100 * current / earlier:0}% of the target")
                    )
                );
                y += 14;
            }
        }
        else if (trend is not null)
            plot.Add(Svg.Label(4, y, trend.Text(row), "quiet", "start", 12));
        if (trend is not null && rows.Length > 2 && plot.Options.Sparkline != false && plot.Height - y > 22)
            Spark(plot, [.. rows.Select(value.Number)], new Paint(value.Column.Color ?? "accent"), y + 2);
    }

    private static string Change(string? method, double now, double before, PlotColumn value)
    {
        var gap = now - before;
        var share = before == 0 ? (double?)null : gap / Math.Abs(before);
        return method switch
        {
            "DIFFERENCE" => Signed(
                gap,
                ValueText.Number(gap, (value.Column.Format ?? new ValueFormat()) with { Negative = null })
            ),
            "PERCENT" => before == 0 ? "–" : Percent(now / before, 0),
            _ => share is { } part ? Signed(part, Percent(part, Math.Abs(part) < 0.1 ? 1 : 0)) : "–",
        };
    }

    private static string Percent(double share, int decimals) =>
        ValueText.Number(share, new ValueFormat { Style = "percent", Decimals = decimals });

    private static string Signed(double value, string text) => (value > 0 ? "+" : "") + text;

    private static void Spark(Plot plot, ImmutableArray<double?> values, Paint paint, double top)
    {
        var known = values.OfType<double>().ToList();
        if (known.Count < 2)
            return;
        var (low, high) = (known.Min(), known.Max());
        var tall = Math.Min(plot.Height - top - 4, 48);
        var points = values
            .Select((value, i) => (X: 4 + ((plot.Width - 8) * i / (values.Length - 1)), Value: value))
            .Where(point => point.Value is not null)
            .Select(point =>
                (
                    point.X,
                    Y: high > low ? top + tall - (tall * ((point.Value ?? 0) - low) / (high - low)) : top + (tall / 2)
                )
            )
            .ToList();
        plot.Add(
            Svg.Polygon(
                [(points[0].X, top + tall + 2), .. points, (points[^1].X, top + tall + 2)],
                paint with
                {
                    Opacity = 0.1,
                }
            )
        );
        plot.Add(Svg.Polyline(points, paint, 1.75));
    }
}
