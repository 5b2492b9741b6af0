using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Dashboards.Expressions;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Window functions and frames in DuckDB's words.</summary>
internal static class WindowSql
{
    public static string Function(BoundWindow window, ImmutableArray<string> arguments) =>
        window.Function switch
        {
            "rank" => "rank()",
            "denseRank" => "dense_rank()",
            "percentileRank" => "100 * percent_rank()",
            "lag" or "lead" => $"{window.Function}({arguments[0]}, {arguments[1]})",
            "first" => $"first_value({arguments[0]})",
            "last" => $"last_value({arguments[0]})",
            _ => AggregateSql.Write(window.Function, window.Arguments, arguments, null),
        };

    /// <summary>The frame; empty where the function or the order needs none.</summary>
    public static string Frame(BoundWindow window) =>
        window.Frame switch
        {
            _ when window.Function is "first" or "last" => "rows between unbounded preceding and unbounded following",
            RunningFrame => "rows between unbounded preceding and current row",
            RowsFrame rows => $"rows between {Bound(-rows.Preceding)} and {Bound(rows.Following)}",
            PeriodFrame period => $"range between {Back(period)} and {Back(period)}",
            _ => "",
        };

    private static string Bound(long offset) =>
        offset switch
        {
            < 0 => string.Create(CultureInfo.InvariantCulture, $"{-offset} preceding"),
            0 => "current row",
            _ => string.Create(CultureInfo.InvariantCulture, $"{offset} following"),
        };

    private static string Back(PeriodFrame frame)
    {
        var (unit, factor) = frame.Period switch
        {
            "YEAR" => ("year", 1),
            "QUARTER" => ("month", 3),
            "MONTH" => ("month", 1),
            "WEEK" => ("day", 7),
            "HOUR" => ("hour", 1),
            "MINUTE" => ("minute", 1),
            "SECOND" => ("second", 1),
            _ => ("day", 1),
        };
        var count = frame.Count * factor;
        var direction = count < 0 ? "following" : "preceding";
        return string.Create(CultureInfo.InvariantCulture, $"interval {Math.Abs(count)} {unit} {direction}");
    }
}
