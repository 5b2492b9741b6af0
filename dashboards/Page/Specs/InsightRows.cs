using System.Collections.Immutable;
using StudyLake.Dashboards.Compiling;
using StudyLake.Dashboards.Page.Contract;

namespace StudyLake.Dashboards.Page.Specs;

/// <summary>The rows behind an insight: those of all its computations below each other.</summary>
internal static class InsightRows
{
    private static readonly ImmutableArray<(string Well, string Label)> Wells =
    [
        ("Time", "time"),
        ("Category", "category"),
        ("Value", "value"),
        ("FromValue", "value before"),
        ("TargetValue", "target value"),
    ];

    /// <summary>
    /// One column for the computation's name and one for each well that any of them fills; a computation leaves the
    /// others empty.
    /// </summary>
    public static (ImmutableArray<TileColumn> Columns, ImmutableArray<ImmutableArray<object?>> Rows) Of(
        ImmutableArray<QueryRows> answers
    )
    {
        var wells = Wells.Where(well => answers.Any(answer => At(answer, well.Well) >= 0)).ToImmutableArray();
        var columns = wells
            .Prepend((Well: "Name", Label: "computation"))
            .Select(well => new TileColumn
            {
                Id = well.Well,
                Label = well.Label,
                Role = well.Well.ToLowerInvariant(),
                Type = "text",
                Measure = false,
            });
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<object?>>();
        foreach (var answer in answers)
        {
            var places = wells.Select(well => At(answer, well.Well)).ToList();
            foreach (var row in answer.Rows)
                rows.Add([answer.Query.Name, .. places.Select(at => at < 0 ? null : Value(answer, row, at))]);
        }
        return ([.. columns], rows.ToImmutable());
    }

    private static int At(QueryRows answer, string well)
    {
        for (var i = 0; i < answer.Query.Columns.Length; i++)
        {
            if (answer.Query.Columns[i].Well == well)
                return i;
        }
        return -1;
    }

    private static object? Value(QueryRows answer, ResultRow row, int at) =>
        row.IsOther(at)
            ? TileColumns.Other
            : TileColumns.Value(
                row.Values[at],
                answer.Query.Columns[at].Granularity is "YEAR" or "QUARTER" or "MONTH" or "WEEK" or "DAY"
                    ? "date"
                    : "datetime"
            );
}
