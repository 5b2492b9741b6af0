using System.Collections.Immutable;

namespace StudyLake.Dashboards.Model;

/// <summary>Filters that apply together to the same sheets and visuals.</summary>
/// <param name="Json">Where it stands.</param>
public sealed record FilterGroup(JsonView Json)
{
    /// <summary>Its id; empty when the file gives none.</summary>
    public string Id => Json.Text("FilterGroupId") ?? "";

    /// <summary>False when it is switched off.</summary>
    public bool IsEnabled => Json.Text("Status") != "DISABLED";

    /// <summary>True when it also applies to columns of the same name in other data sets.</summary>
    public bool IsCrossDataSet => Json.Text("CrossDataset") == "ALL_DATASETS";

    /// <summary>True when it applies to every sheet.</summary>
    public bool IsAllSheets => Json["ScopeConfiguration"]["AllSheets"].Exists;

    /// <summary>The sheets it applies to, when not to all.</summary>
    public ImmutableArray<FilterScope> Scopes =>
        [
            .. Json["ScopeConfiguration"]
                ["SelectedSheets"]
                .List("SheetVisualScopingConfigurations")
                .Select(item => new FilterScope(item)),
        ];

    /// <summary>Its filters.</summary>
    public ImmutableArray<Filter> Filters => [.. Json.List("Filters").Select(Filter.Read).OfType<Filter>()];
}

/// <summary>A sheet that a filter group applies to.</summary>
/// <param name="Json">Where it stands.</param>
public sealed record FilterScope(JsonView Json)
{
    /// <summary>The sheet's id; empty when the file gives none.</summary>
    public string SheetId => Json.Text("SheetId") ?? "";

    /// <summary>True for all visuals of the sheet, false for those of <see cref="VisualIds"/>.</summary>
    public bool IsAllVisuals => Json.Text("Scope") == "ALL_VISUALS";

    /// <summary>The ids of visuals, each with its place.</summary>
    public ImmutableArray<JsonView> VisualIds => [.. Json.List("VisualIds")];
}

/// <summary>One filter.</summary>
/// <param name="Kind">The member of the union, such as <c>CategoryFilter</c>.</param>
/// <param name="Json">The filter within its union.</param>
public sealed record Filter(string Kind, JsonView Json)
{
    /// <summary>Its id; empty when the file gives none.</summary>
    public string Id => Json.Text("FilterId") ?? "";

    /// <summary>The column it applies to; null when the file gives none.</summary>
    public ColumnReference? Column => ColumnReference.Read(Json["Column"]);

    /// <summary>True when it compares aggregated values.</summary>
    public bool IsAggregated => Json["AggregationFunction"].Exists;

    internal static Filter? Read(JsonView union) =>
        union.OnlyMember is { } member ? new Filter(member.Name, member.Value) : null;
}
