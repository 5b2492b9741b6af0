using System.Collections.Immutable;
using System.Xml.Linq;
using StudyLake.Dashboards.Page.Contract;

namespace StudyLake.Dashboards.Review.Drawing;

/// <summary>Draws the answer of a visual as SVG.</summary>
internal static class Pictures
{
    private const int MostPanels = 12;

    /// <summary>Why a kind is not drawn here; null for one that is. Its data is written in any case.</summary>
    public static string? WhyNot(string kind) =>
        kind switch
        {
            "bar" or "line" or "combo" or "pie" or "funnel" or "gauge" or "heatmap" or "scatter" or "boxplot" => null,
            "histogram" or "waterfall" or "treemap" or "kpi" or "table" or "pivot" or "insight" => null,
            "wordcloud" or "sankey" or "radar" => null,
            _ => $"Expected a kind of visual that is drawn here, found {kind}.",
        };

    /// <summary>The picture and what it leaves out.</summary>
    /// <param name="tile">An answer with status ok, of a kind that is drawn.</param>
    /// <param name="visual">Title and options.</param>
    /// <param name="palette">The theme's colours; not empty.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    public static (XElement Picture, ImmutableArray<string> Notes) Draw(
        TileLine tile,
        VisualSpec visual,
        ImmutableArray<string> palette,
        double width,
        double height
    )
    {
        var plot = new Plot(tile, visual, palette, width, height);
        var multiple = plot.Roles("multiple");
        if (multiple.IsEmpty || visual.Kind is "table" or "pivot" or "kpi" or "insight")
            Fill(plot);
        else
            Panels(plot, multiple, palette);
        var label = $"{ValueText.Clean(visual.Label)}, {visual.KindName}";
        return (Svg.Picture(width, height, label, plot.Elements), [.. plot.Notes.Distinct()]);
    }

    private static void Fill(Plot plot)
    {
        switch (plot.Visual.Kind)
        {
            case "bar" or "line" or "combo":
                CartesianChart.Draw(plot);
                break;
            case "pie":
                PartCharts.Pie(plot);
                break;
            case "funnel":
                PartCharts.Funnel(plot);
                break;
            case "gauge":
                PartCharts.Gauge(plot);
                break;
            case "heatmap":
                FieldCharts.HeatMap(plot);
                break;
            case "scatter":
                FieldCharts.Scatter(plot);
                break;
            case "boxplot":
                FieldCharts.BoxPlot(plot);
                break;
            case "histogram":
                FieldCharts.Histogram(plot);
                break;
            case "waterfall":
                FieldCharts.Waterfall(plot);
                break;
            case "treemap":
                TreeMapChart.Draw(plot);
                break;
            case "sankey":
                FlowChart.Draw(plot);
                break;
            case "radar":
                RadarChart.Draw(plot);
                break;
            case "wordcloud":
                WordCloud.Draw(plot);
                break;
            case "kpi":
                KeyFigure.Draw(plot);
                break;
            case "table":
                GridPicture.Draw(plot, TableGrid.Of(plot.Tile, plot.Options, int.MaxValue));
                break;
            case "pivot":
                GridPicture.Draw(plot, PivotGrid.Of(plot.Tile, plot.Options, int.MaxValue));
                break;
            case "insight":
                Words(plot);
                break;
            default:
                throw new InvalidOperationException($"Expected a kind that is drawn, found {plot.Visual.Kind}.");
        }
    }

    // One chart a value, all of one size.
    private static void Panels(Plot plot, ImmutableArray<PlotColumn> by, ImmutableArray<string> palette)
    {
        var groups = plot.Tile.Rows.GroupBy(row => by.Key(row), StringComparer.Ordinal).ToList();
        var shown = groups.Take(MostPanels).ToList();
        var across = (int)Math.Ceiling(Math.Sqrt(shown.Count * plot.Width / Math.Max(1, plot.Height * 1.6)));
        across = Math.Clamp(across, 1, shown.Count);
        var (wide, tall) = (plot.Width / across, plot.Height / Math.Ceiling((double)shown.Count / across));
        var columns = plot.Tile.Columns.Select(column =>
            column.Role == "multiple" ? column with { Role = "panel" } : column
        );
        for (var i = 0; i < shown.Count; i++)
        {
            ImmutableArray<ImmutableArray<object?>> rows = [.. shown[i]];
            var panel = new Plot(
                plot.Tile with
                {
                    Columns = [.. columns],
                    Rows = rows,
                },
                plot.Visual,
                palette,
                wide - 8,
                tall - 22
            );
            Fill(panel);
            foreach (var note in panel.Notes)
                plot.Note($"{by.Label(rows[0])}: {note}");
            plot.Add(
                Svg.Group(
                    wide * (i % across),
                    tall * (i / across),
                    Svg.Label(6, 14, TextRuler.Fit(by.Label(rows[0]), wide - 12, 12), "strong", "start", 12),
                    Svg.Group(4, 18, [.. panel.Elements])
                )
            );
        }
        if (groups.Count > MostPanels)
            plot.Note($"Drawn are the first {MostPanels} of {groups.Count} panels; the data has all.");
    }

    private static void Words(Plot plot)
    {
        var y = 18.0;
        foreach (
            var line in Lines(plot.Tile.Narrative ?? []).SelectMany(text => TextRuler.Wrap(text, plot.Width - 16, 13))
        )
        {
            if (y > plot.Height - 4)
            {
                plot.Note("The text is longer than its picture.");
                break;
            }
            plot.Add(Svg.Label(8, y, line, "ink", "start", 13));
            y += 20;
        }
    }

    private static IEnumerable<string> Lines(ImmutableArray<RichNode> nodes)
    {
        var line = "";
        foreach (var node in nodes)
        {
            if (node.Text is { } text)
            {
                line += Analytics.Rendering.SafeText.UpTo(2000, text);
                continue;
            }
            if (line.Trim().Length > 0)
                yield return line;
            line = "";
            foreach (var inner in Lines(node.Children ?? []))
                yield return node.Kind == "item" ? "• " + inner : inner;
        }
        if (line.Trim().Length > 0)
            yield return line;
    }
}
