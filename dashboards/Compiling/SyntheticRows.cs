using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Analytics;
using StudyLake.Dashboards.Expressions;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Makes rows for a data set whose data is not at hand, so that its visuals have something to show.</summary>
/// <remarks>
/// Values come from the literals that the definition compares each column with, and from small pools otherwise; every
/// row is a function of its number, so that two runs show the same. Each column is null in one row of 29.
/// </remarks>
internal static class SyntheticRows
{
    private static readonly string[] Letters = ["A", "B", "C", "D", "E", "F", "G"];

    /// <summary>The statement that makes the table, its columns named x0, x1, ...</summary>
    public static string Statement(
        string table,
        ImmutableArray<(FieldType Type, ColumnLiterals Literals, string Name)> columns,
        DashboardSourceOptions options
    )
    {
        var list = columns.Select(
            (column, i) =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"case when (i + {i * 5}) % 29 = 28 then null else {Value(column.Type, column.Literals, column.Name, i, options)} end as x{i}"
                )
        );
        var names = columns.Length == 0 ? "i as x0" : string.Join($",{Environment.NewLine}    ", list);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"create or replace table {table} as select {names} from range({options.SyntheticRows}) as numbers(i)"
        );
    }

    private static string Value(
        FieldType type,
        ColumnLiterals literals,
        string name,
        int column,
        DashboardSourceOptions options
    ) =>
        type switch
        {
            FieldType.Text => Text(literals, name, column, options),
            FieldType.Integer => Pick(column, [.. Whole(literals)]),
            FieldType.Decimal => Pick(column, [.. Numbers(literals)]),
            FieldType.Boolean => Pick(column, ["true", "false"]),
            _ => Date(literals, column, options),
        };

    private static string Text(ColumnLiterals literals, string name, int column, DashboardSourceOptions options)
    {
        if (literals.DateTextPattern is { } pattern)
            return $"strftime({Date(literals, column, options)}, {SqlTypes.Literal(DatePattern.Translate(pattern))})";
        if (literals.IsNumericText)
            return $"cast({Pick(column, ["3", "14", "15", "92", "65", "35"])} as varchar)";
        // Some values beyond the literals, so that a condition also meets rows that it refuses.
        var count = literals.Texts.Count == 0 ? Letters.Length : 2;
        var pool = literals.Texts.Concat(Letters.Take(count).Select(letter => $"{name} {letter}"));
        return Pick(column, [.. pool.Select(text => SqlTypes.Literal(SqlValues.Clean(text)))]);
    }

    private static IEnumerable<string> Whole(ColumnLiterals literals) =>
        Spread(literals).Select(number => $"cast({(long)number} as bigint)");

    private static IEnumerable<string> Numbers(ColumnLiterals literals) =>
        Spread(literals).Select(number => $"cast({number.ToString("R", CultureInfo.InvariantCulture)} as double)");

    private static IEnumerable<double> Spread(ColumnLiterals literals) =>
        literals
            .Numbers.SelectMany(number => new[] { number - 1, number, number + 1 })
            .Where(number => Math.Abs(number) < 1e15)
            .Concat(literals.Numbers.Count == 0 ? [3.25, 14, 15.5, 92, 65, 35.75, 89, 7] : [12.5, 40])
            .Distinct();

    /// <summary>Dates lead up to the last day, denser towards it; one row in four takes a literal.</summary>
    private static string Date(ColumnLiterals literals, int column, DashboardSourceOptions options)
    {
        var until = SqlTypes.Literal(Dates.Write(options.SyntheticUntil.UtcDateTime));
        var spread = string.Create(
            CultureInfo.InvariantCulture,
            $"timestamp {until} - to_days(cast((i * i // 97 + {column}) % 420 as integer)) - to_hours(i % 24)"
        );
        if (literals.Dates.Count == 0)
            return spread;
        var pool = literals.Dates.SelectMany(date => new[] { date, date.AddDays(1), date.AddDays(-1) });
        var pick = Pick(column, [.. pool.Select(date => $"timestamp '{Dates.Write(date)}'")]);
        return $"case when i % 4 = 0 then {pick} else {spread} end";
    }

    private static string Pick(int column, ImmutableArray<string> pool) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"list_value({string.Join(", ", pool)})[1 + (i * {(2 * (column % 50)) + 3} + i // 7 * {(column % 11) + 1}) % {pool.Length}]"
        );
}
