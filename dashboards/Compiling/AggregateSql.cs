using System.Collections.Immutable;
using StudyLake.Dashboards.Expressions;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Aggregations in DuckDB's names.</summary>
internal static class AggregateSql
{
    /// <summary>The aggregation of written arguments, over the rows that meet the condition.</summary>
    public static string Write(
        string function,
        ImmutableArray<BoundExpression> arguments,
        ImmutableArray<string> written,
        string? condition
    )
    {
        var value = written.Length == 0 ? "*" : written[0];
        var call = function switch
        {
            "count" => $"count({value})",
            "distinct_count" => $"count(distinct {value})",
            "sum" => arguments is [{ Type: FieldType.Boolean }, ..] ? $"sum(cast({value} as bigint))" : $"sum({value})",
            "stdev" => $"stddev_samp({value})",
            "stdevp" => $"stddev_pop({value})",
            "var" => $"var_samp({value})",
            "varp" => $"var_pop({value})",
            "percentileCont" => $"quantile_cont({value}, {written[1]})",
            "percentile" or "percentileDisc" => $"quantile_disc({value}, {written[1]})",
            _ => $"{function}({value})",
        };
        return condition is null ? call : $"{call} filter (where {condition})";
    }
}
