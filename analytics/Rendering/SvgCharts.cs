using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using static StudyLake.Analytics.Rendering.Html;

namespace StudyLake.Analytics.Rendering;

/// <summary>Draws charts as inline SVG; colours come from the style sheet, numbers are in the table below each.</summary>
internal static class SvgCharts
{
    private const double Width = 960;
    private const double Height = 300;
    private const double Left = 52;
    private const double Right = 10;
    private const double Top = 22;
    private const double Bottom = 30;

    /// <summary>A chart of its own.</summary>
    public static XElement Draw(ReportChart chart, string id)
    {
        var unit = chart.Format == ColumnFormat.Bytes ? ByteUnit.For(Values(chart)) : null;
        return new XElement(
            "svg",
            Class("chart"),
            Attribute("viewBox", Number($"0 0 {Width} {Height}")),
            Attribute("role", "img"),
            Attribute("aria-labelledby", $"{id}-title {id}-text"),
            new XElement("title", Attribute("id", $"{id}-title"), chart.Title),
            new XElement("desc", Attribute("id", $"{id}-text"), chart.Description),
            chart.Kind == ChartKind.StackedBars ? Bars(chart, unit) : Line(chart, unit)
        );
    }

    /// <summary>A line without axes, to stand beside a number that says the same.</summary>
    public static XElement? Spark(ImmutableArray<double?> values)
    {
        var known = values.OfType<double>().ToList();
        if (known.Count < 2)
            return null;
        var (low, high) = (Math.Min(0, known.Min()), known.Max());
        var points = values
            .Select((value, i) => (X: 2 + (195.0 * i / (values.Length - 1)), Value: value))
            .Where(point => point.Value is not null)
            .Select(point => (point.X, Y: 28 - (24 * ((point.Value ?? 0) - low) / Math.Max(high - low, 1e-9))))
            .ToList();
        return new XElement(
            "svg",
            Class("spark"),
            Attribute("viewBox", "0 0 200 32"),
            Attribute("preserveAspectRatio", "xMinYMid"),
            Attribute("aria-hidden", "true"),
            new XElement("polyline", Class("line"), Attribute("points", Points(points))),
            new XElement("circle", Class("dot"), At("cx", points[^1].X), At("cy", points[^1].Y), At("r", 2.5))
        );
    }

    /// <summary>A bar of a share from 0 to 1, beside a number that says the same.</summary>
    public static XElement Bar(double share, string? modality) =>
        new(
            "svg",
            Class("bar " + (modality is null ? "m-none" : Modalities.Class(modality))),
            Attribute("viewBox", "0 0 100 8"),
            Attribute("preserveAspectRatio", "none"),
            Attribute("aria-hidden", "true"),
            new XElement("rect", Class("track"), At("width", 100), At("height", 8), At("rx", 2)),
            new XElement("rect", Class("fill"), At("width", 100 * share), At("height", 8), At("rx", 2))
        );

    private static IEnumerable<object> Bars(ReportChart chart, ByteUnit? unit)
    {
        var totals = chart.Labels.Select((_, i) => chart.Series.Sum(series => series.Values[i] ?? 0)).ToList();
        var top = Ceiling(totals.DefaultIfEmpty(0).Max());
        foreach (var item in Grid(top, chart, unit))
            yield return item;
        var step = (Width - Left - Right) / Math.Max(chart.Labels.Length, 1);
        var wide = step * 0.64;
        for (var i = 0; i < chart.Labels.Length; i++)
        {
            var x = Left + (step * i) + ((step - wide) / 2);
            var y = Height - Bottom;
            foreach (var series in chart.Series)
            {
                if (series.Values[i] is not > 0)
                    continue;
                var value = series.Values[i] ?? 0;
                var height = value / top * (Height - Top - Bottom);
                y -= height;
                yield return new XElement(
                    "rect",
                    Class(
                        "seg "
                            + (
                                chart.Series.Length == 1 && Modalities.Name(series.Name) is null
                                    ? "m-none"
                                    : Modalities.Class(series.Name)
                            )
                    ),
                    At("x", x),
                    At("y", y),
                    At("width", wide),
                    At("height", height),
                    new XElement(
                        "title",
                        $"{chart.Labels[i]}, {SafeText.Of(series.Name)}: {Display.Text(value, chart.Format, unit)}"
                    )
                );
            }
            if (chart.Total(i) is { } total and > 0)
                yield return Label(x + (wide / 2), y - 6, "tot", Display.Text(total, chart.Format, unit));
        }
    }

    private static IEnumerable<object> Line(ReportChart chart, ByteUnit? unit)
    {
        var values = chart.Series[0].Values;
        var top = Ceiling(Values(chart).DefaultIfEmpty(0).Max() / (unit?.Bytes ?? 1)) * (unit?.Bytes ?? 1);
        foreach (var item in Grid(top, chart, unit))
            yield return item;
        var step = (Width - Left - Right) / Math.Max(values.Length, 1);
        var floor = Height - Bottom;
        var points = new List<(double X, double Y)>();
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is { } value)
                points.Add((Left + (step * (i + 0.5)), floor - (value / top * (floor - Top))));
        }
        if (points.Count == 0)
            yield break;
        var area = Points([(points[0].X, floor), .. points, (points[^1].X, floor)]);
        yield return new XElement("polygon", Class("area"), Attribute("points", area));
        yield return new XElement("polyline", Class("line"), Attribute("points", Points(points)));
        var point = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is not { } value)
                continue;
            var (x, y) = points[point++];
            var text = Display.Text(value, chart.Format, unit);
            yield return new XElement(
                "circle",
                Class("dot"),
                At("cx", x),
                At("cy", y),
                At("r", 3.5),
                new XElement("title", $"{chart.Labels[i]}: {text} {unit?.Symbol}".TrimEnd())
            );
            if (point == points.Count)
                yield return Label(x, y - 10, "tot", $"{text} {unit?.Symbol}".TrimEnd());
        }
    }

    private static IEnumerable<object> Grid(double top, ReportChart chart, ByteUnit? unit)
    {
        var floor = Height - Bottom;
        for (var tick = 0; tick <= 4; tick++)
        {
            var y = floor - ((floor - Top) * tick / 4);
            yield return new XElement(
                "line",
                Class(tick == 0 ? "axis" : "grid"),
                At("x1", Left),
                At("x2", Width - Right),
                At("y1", y),
                At("y2", y)
            );
            var value = top * tick / 4;
            var text = unit is null
                ? Display.Text(value, chart.Format)
                : (value / unit.Bytes).ToString("#,##0.##", CultureInfo.InvariantCulture);
            yield return Label(Left - 8, y + 4, "tick end", text);
        }
        if (unit is not null)
            yield return Label(Left - 8, Top - 10, "tick end", unit.Symbol);
        var step = (Width - Left - Right) / Math.Max(chart.Labels.Length, 1);
        for (var i = 0; i < chart.Labels.Length; i++)
            yield return Label(Left + (step * (i + 0.5)), Height - 10, "tick", chart.Labels[i]);
    }

    /// <summary>The least of 1, 2, 4, 6, 8 times a power of ten that holds the value; four steps of it are round.</summary>
    internal static double Ceiling(double value)
    {
        if (value <= 4)
            return 4;
        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return new[] { 1.0, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10 }.First(factor => factor * power >= value) * power;
    }

    private static IEnumerable<double> Values(ReportChart chart) =>
        chart.Series.SelectMany(series => series.Values).OfType<double>();

    private static XElement Label(double x, double y, string names, string text) =>
        new("text", Class(names), At("x", x), At("y", y), text);

    private static XAttribute At(string name, double value) => new(name, Number($"{value:0.##}"));

    private static string Points(IEnumerable<(double X, double Y)> points) =>
        string.Join(' ', points.Select(point => Number($"{point.X:0.##},{point.Y:0.##}")));

    private static string Number(FormattableString text) => FormattableString.Invariant(text);
}
