using System.Collections.Frozen;
using System.Collections.Immutable;

namespace StudyLake.Analytics.Volume;

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
            int number => number,
            _ => throw Wrong(column, "a whole number"),
        };

    /// <summary>A whole number, or null.</summary>
    public int? Integer(string column) => this[column] as int?;

    /// <summary>A truth value; null is false.</summary>
    public bool Is(string column) => this[column] is true;

    /// <summary>A date; null when there is none.</summary>
    public DateOnly? Date(string column) => this[column] as DateOnly?;

    /// <summary>A date that is never null.</summary>
    public DateOnly Month(string column) => Date(column) ?? throw Wrong(column, "a date");

    /// <summary>A moment in UTC; null when there is none.</summary>
    public DateTime? Moment(string column) => this[column] as DateTime?;

    private object? this[string column] =>
        columns.TryGetValue(column, out var index) ? cells[index] : throw Wrong(column, "a column");

    private static QueryException Wrong(string column, string expected) =>
        new($"Expected {expected} of the name {column} in the result, found none.");
}
