using System.Collections.Immutable;

namespace StudyLake.Dashboards.Page.Contract;

/// <summary>How a visual is drawn. Null always means the kind's default.</summary>
public sealed record ChartOptions
{
    /// <summary>Bars lie on their side.</summary>
    public bool? Horizontal { get; init; }

    /// <summary>CLUSTERED, STACKED or STACKED_PERCENT.</summary>
    public string? Arrangement { get; init; }

    /// <summary>LINE, AREA or STACKED_AREA.</summary>
    public string? LineStyle { get; init; }

    /// <summary>Whether lines have an axis of their own, at the right.</summary>
    public bool? DualAxis { get; init; }

    /// <summary>Whether a line goes on over a missing point.</summary>
    public bool? Connect { get; init; }

    /// <summary>Size of a ring's hole: SMALL, MEDIUM or LARGE; null for a pie.</summary>
    public string? Donut { get; init; }

    /// <summary>Whether there is a legend.</summary>
    public bool? Legend { get; init; }

    /// <summary>TOP, BOTTOM, LEFT, RIGHT or AUTO.</summary>
    public string? LegendPosition { get; init; }

    /// <summary>Whether marks carry their values.</summary>
    public bool? Labels { get; init; }

    /// <summary>Whether the lines of a combined chart carry their values.</summary>
    public bool? LineLabels { get; init; }

    /// <summary>Whether pointing at a mark explains it.</summary>
    public bool? Tooltip { get; init; }

    /// <summary>Title of the axis of names.</summary>
    public string? CategoryTitle { get; init; }

    /// <summary>Title of the axis of amounts.</summary>
    public string? ValueTitle { get; init; }

    /// <summary>Title of the second axis of amounts.</summary>
    public string? SecondTitle { get; init; }

    /// <summary>Whether the axis of names is shown.</summary>
    public bool? CategoryAxis { get; init; }

    /// <summary>Whether the axis of amounts is shown.</summary>
    public bool? ValueAxis { get; init; }

    /// <summary>Whether there are grid lines.</summary>
    public bool? Grid { get; init; }

    /// <summary>Least amount of the axis, or of a gauge.</summary>
    public double? Min { get; init; }

    /// <summary>Greatest amount of the axis, or of a gauge.</summary>
    public double? Max { get; init; }

    /// <summary>Distance of the axis's ticks.</summary>
    public double? Step { get; init; }

    /// <summary>Whether the axis is logarithmic.</summary>
    public bool? Log { get; init; }

    /// <summary>Angle of the names, in degrees.</summary>
    public double? Rotate { get; init; }

    /// <summary>DIFFERENCE, PERCENT_DIFFERENCE or PERCENT of a key figure.</summary>
    public string? Comparison { get; init; }

    /// <summary>Whether a key figure has a small line of its trend.</summary>
    public bool? Sparkline { get; init; }

    /// <summary>Whether a key figure has a bar of its progress.</summary>
    public bool? Progress { get; init; }

    /// <summary>Whether a pivot, or a table, has a total of all rows.</summary>
    public bool? RowTotals { get; init; }

    /// <summary>Whether a pivot has a total of all columns.</summary>
    public bool? ColumnTotals { get; init; }

    /// <summary>Whether a pivot has totals of each outer row.</summary>
    public bool? RowSubtotals { get; init; }

    /// <summary>What the total of all rows is called.</summary>
    public string? TotalLabel { get; init; }

    /// <summary>What the total of all columns is called.</summary>
    public string? ColumnTotalLabel { get; init; }

    /// <summary>What a total of an outer row is called.</summary>
    public string? SubtotalLabel { get; init; }

    /// <summary>Whether the measures of a pivot stand in rows.</summary>
    public bool? ValuesOnRows { get; init; }

    /// <summary>False to leave out the name of a pivot's only measure.</summary>
    public bool? SingleMetric { get; init; }

    /// <summary>Steps of a heat map's shades, each <c>#RRGGBB</c>.</summary>
    public ImmutableArray<string>? Colors { get; init; }

    /// <summary>Colour of a gauge's arc.</summary>
    public string? Color { get; init; }
}
