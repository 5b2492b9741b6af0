using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace StudyLake.Analytics.Reporting;

/// <summary>One row of a query's result, its values by column name.</summary>
/// <param name="columns">The position of each column.</param>
/// <param name="cells">The values.</param>
internal sealed class ReportRecord(FrozenDictionary<string, int> columns, ImmutableArray<object?> cells)
{
    /// <summary>A text; null when there is none.</summary>
    public string? Text(string column) => this[column] as string;

    /// <summary>A text that is never null.</summary>
    public string Name(string column) => Text(column) ?? throw Wrong(column, "text");

    /// <summary>A whole number; null counts 0.</summary>
    public long Count(string column) =>
        this[column] switch
        {
            null => 0,
            long number => number,
            _ => throw Wrong(column, "a whole number"),
        };

    /// <summary>A number; null when there is none.</summary>
    public double? Number(string column) =>
        this[column] switch
        {
            null => null,
            IConvertible number and not string => number.ToDouble(CultureInfo.InvariantCulture),
            _ => throw Wrong(column, "a number"),
        };

    /// <summary>A truth value; null is false.</summary>
    public bool Is(string column) => this[column] is true;

    /// <summary>A date; null when there is none.</summary>
    public DateOnly? Date(string column) => this[column] as DateOnly?;

    /// <summary>A moment in UTC; null when there is none.</summary>
    public DateTime? Moment(string column) => this[column] as DateTime?;

    /// <summary>The value: text, <see cref="long"/>, <see cref="double"/>, truth, date, moment or null.</summary>
    /// <exception cref="QueryException">The result has no such column.</exception>
    public object? this[string column] =>
        !columns.TryGetValue(column, out var index) ? throw Wrong(column, "a column")
        : cells[index] is int number ? (long)number
        : cells[index];

    /// <summary>Whether each of these is so: a column that is true, or <c>column=text</c>.</summary>
    public bool Are(IEnumerable<string> conditions) =>
        conditions.All(condition =>
            condition.Split('=', 2) is [var column, var text] ? Text(column) == text : Is(condition)
        );

    private static QueryException Wrong(string column, string expected) =>
        new($"Expected {expected} of the name {column} in the result, found none.");
}
