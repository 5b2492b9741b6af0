using System.Collections.Immutable;
using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Finds the order of a visual's rows and the limits on its categories.</summary>
internal sealed class SortCompiler(
    Visual visual,
    ImmutableArray<QueryDimension> dimensions,
    ImmutableArray<QueryMeasure> measures,
    Binder binder,
    CompileContext context
)
{
    private static readonly string[] ByValue =
    [
        "BarChartVisual",
        "PieChartVisual",
        "TreeMapVisual",
        "WordCloudVisual",
        "FunnelChartVisual",
        "SankeyDiagramVisual",
    ];

    private JsonView Configuration => visual.Configuration["SortConfiguration"];

    /// <summary>The dimensions with their limits.</summary>
    public ImmutableArray<QueryDimension> Limited() =>
        [.. dimensions.Select((dimension, i) => dimension with { Limit = LimitOf(dimension, i) })];

    private ItemLimit? LimitOf(QueryDimension dimension, int index)
    {
        foreach (var name in LimitNames(dimension.Column.Well))
        {
            if (Configuration[name]["ItemsLimit"].AsInteger is not { } count)
                continue;
            var sort = SortsOf(dimension, index).FirstOrDefault() ?? Default(dimension, index);
            var rank = sort.Value;
            if (rank is { Level: CalculationLevel.Post })
            {
                context.Note(
                    "sort",
                    "A limit on categories that are sorted by a table calculation keeps the first by name."
                );
                rank = null;
            }
            var isOther = Configuration[name].Text("OtherCategories") != "EXCLUDE";
            return new ItemLimit((int)Math.Clamp(count, 0, 100_000), isOther, rank, sort.IsDescending);
        }
        return null;
    }

    private static string[] LimitNames(string well) =>
        well switch
        {
            "Category" or "Categories" or "Geospatial" => ["CategoryItemsLimit", "CategoryItemsLimitConfiguration"],
            "GroupBy" => ["CategoryItemsLimit"],
            "Colors" or "Color" => ["ColorItemsLimit", "ColorItemsLimitConfiguration"],
            "SmallMultiples" => ["SmallMultiplesLimitConfiguration"],
            "Groups" => ["TreeMapGroupItemsLimitConfiguration"],
            "Source" => ["SourceItemsLimit"],
            "Destination" => ["DestinationItemsLimit"],
            "Rows" => ["HeatMapRowItemsLimitConfiguration"],
            "Columns" => ["HeatMapColumnItemsLimitConfiguration"],
            "Breakdowns" => ["BreakdownItemsLimit"],
            _ => [],
        };

    private static string[] SortNames(string well) =>
        well switch
        {
            "Category" or "Categories" or "GroupBy" => ["CategorySort"],
            "Colors" or "Color" => ["ColorSort"],
            "SmallMultiples" => ["SmallMultiplesSort"],
            "Groups" => ["TreeMapSort"],
            "Source" => ["WeightSort"],
            "Rows" => ["HeatMapRowSort"],
            "Columns" => ["HeatMapColumnSort"],
            "TrendGroups" => ["TrendGroupSort"],
            _ => [],
        };

    /// <summary>The order of the rows: what the reader chose, then the definition, then each dimension itself.</summary>
    public ImmutableArray<QuerySort> Sorts(IEnumerable<SortChoice> choices)
    {
        var sorts = new List<QuerySort>();
        foreach (var choice in choices.Where(choice => choice.VisualId == visual.Id))
        {
            if (ByField(choice.FieldId, choice.IsDescending, ChosenScope()) is { } chosen)
                sorts.Add(chosen);
        }
        foreach (var item in Configuration.List("RowSort"))
        {
            if (Read(item, [.. Enumerable.Range(0, dimensions.Length)]) is { } row)
                sorts.Add(row);
        }
        for (var i = 0; i < dimensions.Length; i++)
        {
            var own = visual.Kind == "PivotTableVisual" ? PivotSort(i) : SortsOf(dimensions[i], i).ToList();
            sorts.AddRange(own.Count > 0 ? own : [Default(dimensions[i], i)]);
            // The dimension itself breaks ties, and keeps the values of a category together.
            sorts.Add(new QuerySort([i], null, IsDescending: false));
        }
        return
        [
            .. sorts.Where(
                (sort, i) =>
                    sort.Value is not null
                    || !sorts.Take(i).Any(other => other.Value is null && other.Scope[^1] == sort.Scope[^1])
            ),
        ];
    }

    private ImmutableArray<int> ChosenScope() =>
        visual.Kind is "TableVisual" || dimensions.Length == 0 ? [.. Enumerable.Range(0, dimensions.Length)] : [0];

    private IEnumerable<QuerySort> SortsOf(QueryDimension dimension, int index) =>
        SortNames(dimension.Column.Well)
            .SelectMany(name => Configuration.List(name))
            .Select(item => Read(item, [index]))
            .OfType<QuerySort>();

    private QuerySort Default(QueryDimension dimension, int index) =>
        ByValue.Contains(visual.Kind)
        && measures.Length > 0
        && dimension.Column.Type != FieldType.DateTime
        && measures[0].Value.Level == CalculationLevel.Aggregate
            ? new QuerySort([index], measures[0].Value, IsDescending: true)
            : new QuerySort([index], null, IsDescending: false);

    private List<QuerySort> PivotSort(int index)
    {
        // A row is sorted within its parents; so are the columns.
        var well = dimensions[index].Column.Well;
        ImmutableArray<int> scope = [.. Enumerable.Range(0, index + 1).Where(i => dimensions[i].Column.Well == well)];
        var sorts = new List<QuerySort>();
        foreach (var option in Configuration.List("FieldSortOptions"))
        {
            if (option.Text("FieldId") != dimensions[index].Column.FieldId)
                continue;
            var by = option["SortBy"];
            if (by["Field"].Exists)
            {
                var sort = ByField(by["Field"].Text("FieldId") ?? "", by["Field"].Text("Direction") == "DESC", scope);
                if (sort is not null)
                    sorts.Add(sort);
            }
            else if (by["Column"].Exists && ByColumn(by["Column"], scope) is { } sort)
            {
                sorts.Add(sort);
            }
            else if (by["DataPath"].Exists)
            {
                context.Note(
                    "sort",
                    "A sort by one column of a pivot table is not supported; rows are in their own order."
                );
            }
        }
        return sorts;
    }

    private QuerySort? Read(JsonView item, ImmutableArray<int> scope)
    {
        if (item["FieldSort"].Exists)
            return ByField(
                item["FieldSort"].Text("FieldId") ?? "",
                item["FieldSort"].Text("Direction") == "DESC",
                scope
            );
        return item["ColumnSort"].Exists ? ByColumn(item["ColumnSort"], scope) : null;
    }

    private QuerySort? ByField(string fieldId, bool isDescending, ImmutableArray<int> scope)
    {
        var dimension = dimensions.ToList().FindIndex(item => item.Column.FieldId == fieldId);
        if (dimension >= 0)
            return new QuerySort([dimension], null, isDescending);
        return measures.FirstOrDefault(item => item.Column.FieldId == fieldId) is { } measure
            ? new QuerySort(scope, measure.Value, isDescending)
            : null;
    }

    private QuerySort? ByColumn(JsonView sort, ImmutableArray<int> scope)
    {
        try
        {
            var value = binder.BindField(sort["SortBy"].Text("ColumnName") ?? "");
            return new QuerySort(
                scope,
                Aggregations.Of(value, sort["AggregationFunction"], "MIN"),
                sort.Text("Direction") == "DESC"
            );
        }
        catch (ExpressionException exception)
        {
            context.Note("sort", $"A sort is not applied: {exception.Message}");
            return null;
        }
    }
}
