using System.Collections.Immutable;

namespace StudyLake.Dashboards.Page.Contract;

/// <summary>A visual as the page draws it, without its rows.</summary>
public sealed record VisualSpec
{
    /// <summary>Its VisualId.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// bar, line, combo, pie, kpi, table, pivot, insight, wordcloud, sankey, heatmap, boxplot, histogram, gauge, treemap,
    /// waterfall, scatter, funnel, radar, or none for one without a drawing.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>The kind in words.</summary>
    public required string KindName { get; init; }

    /// <summary>What to call it when it has no title.</summary>
    public required string Label { get; init; }

    /// <summary>Its title; empty for none.</summary>
    public required ImmutableArray<RichNode> Title { get; init; }

    /// <summary>Its subtitle; empty for none.</summary>
    public required ImmutableArray<RichNode> Subtitle { get; init; }

    /// <summary>Its options.</summary>
    public required ChartOptions Options { get; init; }

    /// <summary>What a click offers besides filtering.</summary>
    public required ImmutableArray<ActionSpec> Actions { get; init; }
}

/// <summary>Something a click on a mark offers.</summary>
public sealed record ActionSpec
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>url or go.</summary>
    public required string Kind { get; init; }

    /// <summary>For url: an http or https address in which <c>{{FieldId}}</c> stands for a value of the mark.</summary>
    public string? Href { get; init; }

    /// <summary>For go: the sheet to show; null to stay.</summary>
    public string? Sheet { get; init; }

    /// <summary>For go: the parameters to set.</summary>
    public ImmutableArray<ParameterChange>? Sets { get; init; }
}

/// <summary>A parameter that an action sets.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Field">The FieldId whose value it takes; null when it takes <paramref name="Values"/>.</param>
/// <param name="Values">Its values.</param>
public sealed record ParameterChange(string Name, string? Field, ImmutableArray<string> Values);
