using System.Globalization;

namespace StudyLake.Analytics.Rendering.Pdf;

/// <summary>Charts as vectors; their numbers are in the tables of the same part. A value that is withheld is not drawn.</summary>
internal static class PdfCharts
{
    private const double Height = 150;
    private const double AxisWidth = 36;
    private const double AxisHeight = 16;

    /// <summary>Draws the chart with its title and legend.</summary>
    public static void Draw(PdfPages pages, ReportChart chart)
    {
        pages.Need(Height + 44);
        pages.Paragraph(chart.Title, pages.Type(8.5, isBold: true), Ink.Text, after: 4);
        var unit = chart.Format == ColumnFormat.Bytes ? ByteUnit.For(Values(chart)) : null;
        var scale = unit?.Bytes ?? 1;
        var totals = chart.Labels.Select((_, i) => chart.Series.Sum(series => series.Values[i] ?? 0));
        var most = chart.Kind == ChartKind.StackedBars ? totals : Values(chart);
        var top = SvgCharts.Ceiling(most.DefaultIfEmpty(0).Max() / scale) * scale;
        var plot = new Plot(PdfPages.Left + AxisWidth, pages.Y + 8, PdfPages.Right, pages.Y + Height - AxisHeight);
        Axes(pages, chart, unit, top, plot);
        if (chart.Kind == ChartKind.StackedBars)
            Bars(pages, chart, unit, top, plot);
        else
            Line(pages, chart, unit, top, plot);
        pages.Y += Height + 4;
        if (chart.Series.Length > 1)
            Legend(pages, chart);
        pages.Y += 10;
    }

    private static void Axes(PdfPages pages, ReportChart chart, ByteUnit? unit, double top, Plot plot)
    {
        var font = pages.Type(7);
        for (var tick = 0; tick <= 4; tick++)
        {
            var y = plot.Bottom - (plot.Height * tick / 4);
            pages.Page.Line(tick == 0 ? Ink.Soft : Ink.Faint, 0.5, (plot.Left, y), (plot.Right, y));
            var value = top * tick / 4;
            var text = unit is null
                ? Display.Text(value, chart.Format)
                : (value / unit.Bytes).ToString("#,##0.##", CultureInfo.InvariantCulture);
            pages.Text(text, font, Ink.Soft, plot.Left - 5, y + 2.5, 1);
        }
        if (unit is not null)
            pages.Text(unit.Symbol, font, Ink.Soft, plot.Left - 5, plot.Top - 7, 1);
        var step = plot.Width / Math.Max(chart.Labels.Length, 1);
        // Every label while they fit beside one another, else every second, third …
        var widest = chart
            .Labels.Select(label => font.Width(pages.Drawable(SafeText.Of(label))))
            .DefaultIfEmpty(0)
            .Max();
        var every = Math.Max(1, (int)Math.Ceiling((widest + 3) / step));
        for (var i = 0; i < chart.Labels.Length; i += every)
            pages.Text(
                pages.Drawable(SafeText.Of(chart.Labels[i])),
                font,
                Ink.Soft,
                plot.Left + (step * (i + 0.5)),
                plot.Bottom + 11,
                0.5
            );
    }

    private static void Bars(PdfPages pages, ReportChart chart, ByteUnit? unit, double top, Plot plot)
    {
        var step = plot.Width / Math.Max(chart.Labels.Length, 1);
        for (var i = 0; i < chart.Labels.Length; i++)
        {
            var y = plot.Bottom;
            foreach (var series in chart.Series)
            {
                if (series.Values[i] is not > 0)
                    continue;
                var height = (series.Values[i] ?? 0) / top * plot.Height;
                y -= height;
                // A hair of paper between the parts.
                pages.Page.Rectangle(
                    chart.Series.Length == 1 && Modalities.Name(series.Name) is null
                        ? Ink.Accent
                        : Ink.Modality(series.Name),
                    plot.Left + (step * (i + 0.18)),
                    y,
                    step * 0.64,
                    Math.Max(height - 0.5, 0.2)
                );
            }
            if (chart.Total(i) is { } total and > 0)
                pages.Text(
                    Display.Text(total, chart.Format, unit),
                    pages.Type(7, isBold: true),
                    Ink.Text,
                    plot.Left + (step * (i + 0.5)),
                    y - 3,
                    0.5
                );
        }
    }

    private static void Line(PdfPages pages, ReportChart chart, ByteUnit? unit, double top, Plot plot)
    {
        if (chart.Series.IsEmpty)
            return;
        var step = plot.Width / Math.Max(chart.Labels.Length, 1);
        var points = chart
            .Series[0]
            .Values.Select((value, i) => (Value: value, X: plot.Left + (step * (i + 0.5))))
            .Where(point => point.Value is not null)
            .Select(point =>
                (Value: point.Value ?? 0, At: (point.X, Y: plot.Bottom - ((point.Value ?? 0) / top * plot.Height)))
            )
            .ToList();
        if (points.Count == 0)
            return;
        pages.Page.Polygon(
            Ink.AccentSoft,
            [(points[0].At.X, plot.Bottom), .. points.Select(point => point.At), (points[^1].At.X, plot.Bottom)]
        );
        pages.Page.Line(Ink.Accent, 1.3, [.. points.Select(point => point.At)]);
        foreach (var (_, at) in points)
            pages.Page.Disc(Ink.Accent, at.X, at.Y, 1.8);
        var last = points[^1];
        pages.Text(
            $"{Display.Text(last.Value, chart.Format, unit)} {unit?.Symbol}".TrimEnd(),
            pages.Type(7, isBold: true),
            Ink.Text,
            last.At.X,
            last.At.Y - 6,
            0.5
        );
    }

    private static void Legend(PdfPages pages, ReportChart chart)
    {
        var font = pages.Type(7.5);
        var x = PdfPages.Left + AxisWidth;
        foreach (var series in chart.Series)
        {
            var name = pages.Drawable(SafeText.UpTo(40, series.Name));
            var width = font.Width(name) + 20;
            if (x + width > PdfPages.Right)
            {
                x = PdfPages.Left + AxisWidth;
                pages.Y += 11;
            }
            pages.Page.Rectangle(Ink.Modality(series.Name), x, pages.Y + 1.5, 6, 6);
            pages.Text(name, font, Ink.Soft, x + 9, pages.Y + 7.5);
            x += width;
        }
        pages.Y += 11;
    }

    private readonly record struct Plot(double Left, double Top, double Right, double Bottom)
    {
        public double Width => Right - Left;

        public double Height => Bottom - Top;
    }

    private static IEnumerable<double> Values(ReportChart chart) =>
        chart.Series.SelectMany(series => series.Values).OfType<double>();
}
