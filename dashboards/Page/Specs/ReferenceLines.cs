using System.Collections.Immutable;
using StudyLake.Dashboards.Compiling;
using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Page.Contract;

namespace StudyLake.Dashboards.Page.Specs;

/// <summary>Reads reference lines: fixed ones, and those computed from the values that are drawn.</summary>
internal static class ReferenceLines
{
    /// <summary>The lines of a visual, and why one was left out.</summary>
    public static (ImmutableArray<ReferenceLine> Lines, ImmutableArray<string> Unsupported) Read(
        Visual visual,
        QueryRows rows,
        Func<string?, string?> text
    )
    {
        var lines = ImmutableArray.CreateBuilder<ReferenceLine>();
        var reasons = ImmutableArray.CreateBuilder<string>();
        foreach (var json in visual.Configuration.List("ReferenceLines"))
        {
            if (json.Text("Status") == "DISABLED")
                continue;
            var data = json["DataConfiguration"];
            var value = Value(data, rows);
            if (value is null)
            {
                reasons.Add("A reference line is left out: its value cannot be computed from what is drawn.");
                continue;
            }
            var style = json["StyleConfiguration"];
            var label = json["LabelConfiguration"];
            lines.Add(
                new ReferenceLine(
                    value.Value,
                    text(label["CustomLabelConfiguration"].Text("CustomLabel")) ?? "",
                    HexColor.Of(style.Text("Color")),
                    style.Text("Pattern") ?? "SOLID",
                    data.Text("AxisBinding") == "SECONDARY_YAXIS" ? "secondary" : "primary"
                )
            );
        }
        return (lines.ToImmutable(), reasons.ToImmutable());
    }

    private static double? Value(JsonView data, QueryRows rows)
    {
        if (data["StaticConfiguration"]["Value"].AsNumber is { } fixedValue)
            return fixedValue;
        var dynamic = data["DynamicConfiguration"];
        var name = dynamic["Column"].Text("ColumnName");
        var columns = rows.Query.Columns;
        var at = Enumerable
            .Range(0, columns.Length)
            .Where(i => columns[i].Role == ColumnRole.Measure && (columns[i].ColumnName == name || name is null))
            .Select(i => (int?)i)
            .FirstOrDefault();
        if (at is null)
            return null;
        var values = rows.Rows.Select(row => Numbers.Of(row.Values[at.Value])).OfType<double>().Order().ToList();
        if (values.Count == 0)
            return null;
        return dynamic["Calculation"].Text("SimpleNumericalAggregation") switch
        {
            "MAX" => values[^1],
            "MIN" => values[0],
            "SUM" => values.Sum(),
            "AVERAGE" => values.Average(),
            "MEDIAN" => values.Count % 2 == 1
                ? values[values.Count / 2]
                : (values[values.Count / 2 - 1] + values[values.Count / 2]) / 2,
            _ => null,
        };
    }
}
