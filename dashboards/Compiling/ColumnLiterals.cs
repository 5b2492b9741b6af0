using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Values that a definition compares a column with.</summary>
internal sealed class ColumnLiterals
{
    /// <summary>Texts.</summary>
    public SortedSet<string> Texts { get; } = new(StringComparer.Ordinal);

    /// <summary>Numbers.</summary>
    public SortedSet<double> Numbers { get; } = [];

    /// <summary>Dates.</summary>
    public SortedSet<DateTime> Dates { get; } = [];

    /// <summary>Whether the column is text that is read as a number.</summary>
    public bool IsNumericText { get; set; }

    /// <summary>The pattern by which the column, a text, is read as a date; null when it is not.</summary>
    public string? DateTextPattern { get; set; }

    public void Add(string text)
    {
        Texts.Add(text);
        if (Expressions.Dates.Read(text) is { } date)
            Dates.Add(date);
    }

    public void Add(double number) => Numbers.Add(number);

    public void Add(JsonView value)
    {
        if (value.AsText is { } text)
            Add(text);
        else if (value.AsNumber is { } number)
            Add(number);
    }
}
