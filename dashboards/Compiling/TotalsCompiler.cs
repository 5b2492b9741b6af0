using System.Collections.Immutable;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Finds which totals a table or a pivot table shows.</summary>
internal static class TotalsCompiler
{
    /// <summary>The positions of the dimensions that each total is grouped by.</summary>
    public static ImmutableArray<ImmutableArray<int>> Of(Visual visual, ImmutableArray<QueryDimension> dimensions)
    {
        var options = visual.Configuration["TotalOptions"];
        return visual.Kind switch
        {
            "TableVisual" when dimensions.Length > 0 && IsShown(options) =>
            [
                [],
            ],
            "PivotTableVisual" => Pivot(options, dimensions),
            _ => [],
        };
    }

    /// <summary>The measures, without those that totals leave out.</summary>
    public static ImmutableArray<QueryMeasure> Measures(
        Visual visual,
        ImmutableArray<QueryMeasure> measures,
        CompileContext context
    )
    {
        var options = visual.Configuration["TotalOptions"];
        var functions = options
            .Below("TotalAggregationOptions")
            .SelectMany(list => list.Items)
            .Select(item =>
                (
                    Field: item.Text("FieldId"),
                    Function: item["TotalAggregationFunction"].Text("SimpleTotalAggregationFunction") ?? "DEFAULT"
                )
            )
            .ToList();
        foreach (var function in functions.Where(item => item.Function is not ("DEFAULT" or "NONE")))
            context.Note("total", $"A total by {function.Function} is recomputed from its rows instead.");
        return
        [
            .. measures.Select(measure =>
                measure with
                {
                    HasTotal = !functions.Contains((measure.Column.FieldId, "NONE")),
                }
            ),
        ];
    }

    private static bool IsShown(JsonView options) => options.Exists && options.Text("TotalsVisibility") != "HIDDEN";

    private static ImmutableArray<ImmutableArray<int>> Pivot(
        JsonView options,
        ImmutableArray<QueryDimension> dimensions
    )
    {
        var rows = Positions(dimensions, "Rows");
        var columns = Positions(dimensions, "Columns");
        // A total row has no row fields, a total column no column fields.
        var rowSets = Prefixes(options["RowSubtotalOptions"], rows, dimensions).Prepend(rows);
        if (IsShown(options["RowTotalOptions"]) && rows.Length > 0)
            rowSets = rowSets.Append([]);
        var columnSets = Prefixes(options["ColumnSubtotalOptions"], columns, dimensions).Prepend(columns);
        if (IsShown(options["ColumnTotalOptions"]) && columns.Length > 0)
            columnSets = columnSets.Append([]);
        return
        [
            .. rowSets
                .SelectMany(row => columnSets.Select(column => (ImmutableArray<int>)[.. row, .. column]))
                .Where(set => set.Length < rows.Length + columns.Length),
        ];
    }

    private static ImmutableArray<int> Positions(ImmutableArray<QueryDimension> dimensions, string well) =>
        [.. Enumerable.Range(0, dimensions.Length).Where(i => dimensions[i].Column.Well == well)];

    private static IEnumerable<ImmutableArray<int>> Prefixes(
        JsonView options,
        ImmutableArray<int> positions,
        ImmutableArray<QueryDimension> dimensions
    )
    {
        if (!IsShown(options))
            return [];
        var chosen = options.List("FieldLevelOptions").Select(item => item.Text("FieldId")).ToHashSet();
        return Enumerable
            .Range(1, Math.Max(0, positions.Length - 1))
            .Where(length =>
                options.Text("FieldLevel") switch
                {
                    "LAST" => length == positions.Length - 1,
                    "CUSTOM" => chosen.Contains(dimensions[positions[length - 1]].Column.FieldId),
                    _ => true,
                }
            )
            .Select(length => positions[..length]);
    }
}
