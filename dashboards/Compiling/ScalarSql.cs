using System.Collections.Immutable;
using StudyLake.Analytics;
using StudyLake.Dashboards.Expressions;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Functions and operators over values, in DuckDB's words. One table of facts.</summary>
internal static class ScalarSql
{
    /// <summary>A call whose arguments are already written.</summary>
    public static string Write(BoundCall call, ImmutableArray<string> arguments, CompileContext context)
    {
        var first = arguments.Length > 0 ? arguments[0] : "";
        var second = arguments.Length > 1 ? arguments[1] : "";
        var third = arguments.Length > 2 ? arguments[2] : null;
        return call.Function switch
        {
            "and" or "or" => $"({string.Join($" {call.Function} ", arguments)})",
            "=" or "<>" or "<" or "<=" or ">" or ">=" or "+" or "-" or "*" => $"({first} {call.Function} {second})",
            "not" => $"(not {first})",
            "negate" => $"(-{first})",
            "%" or "mod" => $"({first} % nullif({second}, 0))",
            "^" or "power" => $"pow({first}, {second})",
            "/" => $"({Double(call.Arguments[0], first)} / nullif({Double(call.Arguments[1], second)}, 0))",

            "ifelse" => Conditions(arguments),
            "switch" => Switch(arguments),
            "coalesce" => $"coalesce({string.Join(", ", arguments)})",
            "nullIf" => $"nullif({first}, {second})",
            "isNull" => $"({first} is null)",
            "isNotNull" => $"({first} is not null)",

            "abs" => $"abs({first})",
            "ceil" or "floor" => $"cast({call.Function}({first}) as bigint)",
            "round" => third is null && arguments.Length == 1
                ? $"cast(round({first}) as bigint)"
                : $"round({Double(call.Arguments[0], first)}, cast({second} as integer))",
            "sqrt" => $"case when {first} >= 0 then sqrt({first}) end",
            "ln" => $"case when {first} > 0 then ln({first}) end",
            "log" => $"case when {first} > 0 then log10({first}) end",
            "exp" or "sin" or "cos" or "tan" or "asin" or "acos" or "atan" or "cot" => $"{call.Function}({first})",
            "decimalToInt" => $"try_cast(trunc({first}) as bigint)",
            "intToDecimal" => $"cast({first} as double)",

            "concat" => $"({string.Join(" || ", arguments)})",
            "contains" => Search("contains", call, first, second),
            "startsWith" => Search("starts_with", call, first, second),
            "endsWith" => Search("ends_with", call, first, second),
            "left" or "right" => $"{call.Function}({first}, {second})",
            "substring" => third is null ? $"substring({first}, {second})" : $"substring({first}, {second}, {third})",
            "locate" => third is null ? $"instr({first}, {second})" : LocateFrom(first, second, third),
            "ltrim" or "rtrim" or "trim" => $"{call.Function}({first})",
            "replace" => $"replace({first}, {second}, {third})",
            // Empty parts are skipped: "split" of the user guide.
            "split" => $"list_filter(string_split({first}, {second}), lambda part: part <> '')[{third}]",
            "strlen" => $"length({first})",
            "toLower" => $"lower({first})",
            "toUpper" => $"upper({first})",
            "toString" => CastSql.Write(first, call.Arguments[0].Type, FieldType.Text),
            "parseInt" => $"try_cast(trunc(try_cast({first} as double)) as bigint)",
            "parseDecimal" => $"try_cast({first} as double)",
            "parseJson" => $"case when json_valid({first}) then json_extract_string({first}, {second}) end",

            "now" => context.Values.Add(context.Now, FieldType.DateTime),
            "parseDate" => arguments.Length == 1
                ? $"try_cast({first} as timestamp)"
                : $"try_strptime({first}, {Pattern(call.Arguments[1])})",
            "formatDate" =>
                $"strftime({first}, {(arguments.Length == 1 ? "'%Y-%m-%dT%H:%M:%S.%gZ'" : Pattern(call.Arguments[1]))})",
            "truncDate" => DateSql.Truncate(Word(call.Arguments[0]), second, context.WeekStart),
            "addDateTime" => DateSql.Add(first, Word(call.Arguments[1]), third ?? second),
            "dateDiff" => DateSql.Difference(
                arguments.Length == 3 ? Word(call.Arguments[2]) : "DAY",
                first,
                second,
                context.WeekStart
            ),
            "extract" => DateSql.Part(Word(call.Arguments[0]), second),
            "epochDate" => $"make_timestamp(cast({first} as bigint) * 1000000)",
            "isWorkDay" => $"case when dayofweek({first}) between 1 and 5 then 1 when {first} is not null then 0 end",
            "netWorkDays" => NetWorkDays(first, second),
            _ => throw new ExpressionException(
                ExpressionProblem.NotSupported,
                0,
                $"The function {call.Function} is not supported here."
            ),
        };
    }

    private static string Double(BoundExpression value, string written) =>
        value.Type == FieldType.Decimal ? written : $"cast({written} as double)";

    private static string Conditions(ImmutableArray<string> arguments)
    {
        var branches = Enumerable
            .Range(0, arguments.Length / 2)
            .Select(i => $"when {arguments[2 * i]} then {arguments[(2 * i) + 1]}");
        return $"case {string.Join(" ", branches)} else {arguments[^1]} end";
    }

    private static string Switch(ImmutableArray<string> arguments)
    {
        var cases = (arguments.Length - 1) / 2;
        var branches = Enumerable
            .Range(0, cases)
            .Select(i => $"when {arguments[(2 * i) + 1]} then {arguments[(2 * i) + 2]}");
        var other = arguments.Length % 2 == 0 ? $" else {arguments[^1]}" : "";
        return $"case {arguments[0]} {string.Join(" ", branches)}{other} end";
    }

    private static string Search(string function, BoundCall call, string text, string part) =>
        call.Arguments.Length == 3 && Word(call.Arguments[2]) == "CASE_INSENSITIVE"
            ? $"{function}(lower({text}), lower({part}))"
            : $"{function}({text}, {part})";

    private static string LocateFrom(string text, string part, string start) =>
        $"case when instr(substring({text}, {start}), {part}) = 0 then 0 else instr(substring({text}, {start}), {part}) + {start} - 1 end";

    /// <summary>Days from Monday to Friday between two dates, both included; below 0 when they are the wrong way round.</summary>
    private static string NetWorkDays(string from, string to) =>
        $"(case when {from} <= {to} then 1 else -1 end * len(list_filter(generate_series("
        + $"datetrunc('day', least({from}, {to})), datetrunc('day', greatest({from}, {to})), interval 1 day), "
        + "lambda day: dayofweek(day) between 1 and 5)))";

    private static string Word(BoundExpression argument) =>
        argument is BoundConstant { Value: string word }
            ? word
            : throw new ExpressionException(ExpressionProblem.NotSupported, 0, "Expected a keyword, written out.");

    private static string Pattern(BoundExpression argument) =>
        argument is BoundConstant { Value: string pattern }
            ? SqlTypes.Literal(SqlValues.Clean(DatePattern.Translate(pattern)))
            : throw new ExpressionException(ExpressionProblem.NotSupported, 0, "Expected a date pattern, written out.");
}
