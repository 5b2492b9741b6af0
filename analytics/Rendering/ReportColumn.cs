namespace StudyLake.Analytics.Rendering;

/// <summary>One column of a report's table.</summary>
/// <param name="Name">Its name in CSV and JSON, with its unit: <c>stored_bytes</c>.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Format">What its values are.</param>
/// <param name="HasBar">HTML draws a bar beside each value that is no total.</param>
public sealed record ReportColumn(string Name, string Title, ColumnFormat Format, bool HasBar = false)
{
    /// <summary>What its numbers count, for the public form.</summary>
    public Measure Measure { get; init; }

    /// <summary>The column, by name, of which its counts are a part: what is left of that one is a count of people too.</summary>
    public string? PartOf { get; init; }

    /// <summary>
    /// The columns of counts, by name, from whose numbers in the same row, and from numbers that are of nobody, its share,
    /// change or average is made: the public form shows it where it shows all of those. Empty: found out from the numbers.
    /// </summary>
    public System.Collections.Immutable.ImmutableArray<string> DerivedFrom { get; init; } = [];

    /// <summary>Not in the public form: texts that state counts in words, names of devices.</summary>
    public bool IsInternal { get; init; }

    /// <summary>Its numbers count people.</summary>
    public bool IsOfPeople =>
        Measure == Measure.People || (Measure == Measure.Unstated && Format == ColumnFormat.Count);

    /// <summary>Its numbers may be made of counts of people.</summary>
    public bool IsDerived =>
        Measure == Measure.Unstated && Format is (ColumnFormat.Share or ColumnFormat.Change or ColumnFormat.Decimal);

    /// <summary>True for what is aligned right.</summary>
    public bool IsNumber =>
        Format
            is ColumnFormat.Count
                or ColumnFormat.Decimal
                or ColumnFormat.Share
                or ColumnFormat.Change
                or ColumnFormat.Bytes;
}
