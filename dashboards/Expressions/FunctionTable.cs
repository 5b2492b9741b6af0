using System.Collections.Frozen;
using System.Collections.Immutable;

namespace StudyLake.Dashboards.Expressions;

/// <summary>The functions of QuickSight's expression language.</summary>
/// <remarks>Names, arguments and results as in the QuickSight user guide, "Functions by category".</remarks>
public static class FunctionTable
{
    // Before the table that is made of them: static fields are set in the order of the text.
    private static readonly (string Name, string Arguments, char Result)[] SimpleAggregates =
    [
        ("sum", "n", '1'),
        ("avg", "n", 'n'),
        ("min", "a", '1'),
        ("max", "a", '1'),
        ("median", "n", 'n'),
        ("mode", "a", '1'),
        ("stdev", "n", 'n'),
        ("stdevp", "n", 'n'),
        ("var", "n", 'n'),
        ("varp", "n", 'n'),
    ];

    private static readonly (string Name, char Result)[] PeriodAggregates =
    [
        ("Sum", '1'),
        ("Avg", 'n'),
        ("Count", 'i'),
        ("Min", '1'),
        ("Max", '1'),
    ];

    private static readonly FrozenDictionary<string, FunctionSpecification> ByName = Build()
        .ToFrozenDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>All functions by name.</summary>
    public static ImmutableArray<FunctionSpecification> All { get; } =
    [.. ByName.Values.OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>A function by its name in any case; null when there is none.</summary>
    public static FunctionSpecification? Find(string name) => ByName.GetValueOrDefault(name);

    private static IEnumerable<FunctionSpecification> Build() => [.. Scalars(), .. Aggregates(), .. Windows()];

    private static IEnumerable<FunctionSpecification> Scalars()
    {
        // Conditions and nulls.
        yield return Scalar("ifelse", "baa*", 'u');
        yield return Scalar("switch", "aaa*", 'u');
        yield return Scalar("coalesce", "aa*", 'u');
        yield return Scalar("nullIf", "aa", '1');
        yield return Scalar("isNull", "a", 'b');
        yield return Scalar("isNotNull", "a", 'b');
        yield return Scalar("in", "al", 'b');
        yield return Scalar("notIn", "al", 'b');
        yield return Scalar("not", "b", 'b');

        // Numbers.
        foreach (var name in (string[])["sqrt", "exp", "ln", "log", "sin", "cos", "tan", "asin", "acos", "atan", "cot"])
            yield return Scalar(name, "n", 'n');
        yield return Scalar("abs", "n", '1');
        yield return Scalar("ceil", "n", 'i');
        yield return Scalar("floor", "n", 'i');
        yield return Scalar("round", "n?i", 'r');
        yield return Scalar("mod", "nn", '1');
        yield return Scalar("power", "nn", 'n');
        yield return Scalar("decimalToInt", "n", 'i');
        yield return Scalar("intToDecimal", "n", 'n');

        // Text.
        yield return Scalar("concat", "tt*", 't');
        yield return Scalar("contains", "tt?k", 'b');
        yield return Scalar("startsWith", "tt?k", 'b');
        yield return Scalar("endsWith", "tt?k", 'b');
        yield return Scalar("left", "ti", 't');
        yield return Scalar("right", "ti", 't');
        yield return Scalar("substring", "ti?i", 't');
        yield return Scalar("locate", "tt?i", 'i');
        yield return Scalar("ltrim", "t", 't');
        yield return Scalar("rtrim", "t", 't');
        yield return Scalar("trim", "t", 't');
        yield return Scalar("replace", "ttt", 't');
        yield return Scalar("split", "tti", 't');
        yield return Scalar("strlen", "t", 'i');
        yield return Scalar("toLower", "t", 't');
        yield return Scalar("toUpper", "t", 't');
        yield return Scalar("toString", "a", 't');
        yield return Scalar("parseInt", "t", 'i');
        yield return Scalar("parseDecimal", "t", 'n');
        yield return Scalar("parseJson", "tt", 't');

        // Dates.
        yield return Scalar("now", "", 'd');
        yield return Scalar("parseDate", "t?t", 'd');
        yield return Scalar("formatDate", "d?tt", 't');
        yield return Scalar("truncDate", "pd", 'd');
        yield return Scalar("addDateTime", "ipd", 'd');
        yield return Scalar("dateDiff", "dd?p", 'i');
        yield return Scalar("extract", "pd", 'i');
        yield return Scalar("epochDate", "i", 'd');
        yield return Scalar("addWorkDays", "di", 'd');
        yield return Scalar("netWorkDays", "dd", 'i');
        yield return Scalar("isWorkDay", "d", 'i');
    }

    private static IEnumerable<FunctionSpecification> Aggregates()
    {
        yield return new("count", FunctionKind.Aggregate, "a?l", 'i');
        yield return new("distinct_count", FunctionKind.Aggregate, "a?l", 'i');
        yield return new("countIf", FunctionKind.ConditionalAggregate, "ab?l", 'i');
        yield return new("distinct_countIf", FunctionKind.ConditionalAggregate, "ab?l", 'i');
        foreach (var (name, arguments, result) in SimpleAggregates)
        {
            yield return new(name, FunctionKind.Aggregate, arguments + "?l", result);
            yield return new(name + "If", FunctionKind.ConditionalAggregate, arguments + "b?l", result);
        }
        foreach (var name in (string[])["percentile", "percentileCont", "percentileDisc"])
            yield return new(name, FunctionKind.Aggregate, "nn?l", 'n');
        foreach (var (name, result) in PeriodAggregates)
            yield return new("periodToDate" + name, FunctionKind.PeriodAggregate, "nd?pd", result);
    }

    private static IEnumerable<FunctionSpecification> Windows()
    {
        foreach (var (name, arguments, result) in SimpleAggregates.Where(function => function.Name != "mode"))
            yield return new(name + "Over", FunctionKind.Over, arguments + "l?k", result);
        yield return new("countOver", FunctionKind.Over, "al?k", 'i');
        yield return new("distinctCountOver", FunctionKind.Over, "al?k", 'i');
        foreach (var name in (string[])["percentileOver", "percentileContOver", "percentileDiscOver"])
            yield return new(name, FunctionKind.Over, "nnl?k", 'n');
        yield return new("rank", FunctionKind.Rank, "l?lk", 'i');
        yield return new("denseRank", FunctionKind.Rank, "l?lk", 'i');
        yield return new("percentileRank", FunctionKind.Rank, "l?lk", 'n');
        foreach (var (name, result) in PeriodAggregates)
        {
            yield return new("running" + name, FunctionKind.Running, "al?lk", result);
            yield return new("window" + name, FunctionKind.Window, "alii?lk", result);
            yield return new("periodToDate" + name + "OverTime", FunctionKind.PeriodToDate, "nd?p", result);
        }
        yield return new("lag", FunctionKind.Offset, "ali?l", '1');
        yield return new("lead", FunctionKind.Offset, "ali?l", '1');
        yield return new("difference", FunctionKind.Offset, "nli?l", '1');
        yield return new("percentDifference", FunctionKind.Offset, "nli?l", 'n');
        yield return new("firstValue", FunctionKind.Offset, "al?lk", '1');
        yield return new("lastValue", FunctionKind.Offset, "al?lk", '1');
        yield return new("percentOfTotal", FunctionKind.Share, "n?l", 'n');
        yield return new("periodOverPeriodLastValue", FunctionKind.PeriodOverPeriod, "nd?pi", '1');
        yield return new("periodOverPeriodDifference", FunctionKind.PeriodOverPeriod, "nd?pi", '1');
        yield return new("periodOverPeriodPercentDifference", FunctionKind.PeriodOverPeriod, "nd?pi", 'n');
    }

    private static FunctionSpecification Scalar(string name, string arguments, char result) =>
        new(name, FunctionKind.Scalar, arguments, result);
}
