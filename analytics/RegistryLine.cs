using System.Collections.Immutable;

namespace StudyLake.Analytics;

/// <summary>One line of a registry file as text, before anything is known to be right with it.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Fields">A text for each column; empty when it is not given.</param>
internal sealed record RegistryLine(RegistryTable Table, long Line, ImmutableArray<string> Fields)
{
    /// <summary>The text of a column; empty when it is not given.</summary>
    public string this[string column] =>
        Fields[Table.Columns.Select((item, i) => (item.Name, i)).First(item => item.Name == column).i];

    /// <summary>The column's text as names are compared: trimmed, spaces collapsed, without regard to case.</summary>
    public string Key(string column) =>
        string.Join(' ', this[column].Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
            .ToLowerInvariant();

    /// <summary>The column's date; null when it is empty or none.</summary>
    public DateOnly? Date(string column) =>
        DateOnly.TryParseExact(this[column], "yyyy-MM-dd", out var date) ? date : null;

    /// <summary>Something wrong with this line.</summary>
    public RegistryFinding Finding(string message) => new(Table.File, Line, message);
}
