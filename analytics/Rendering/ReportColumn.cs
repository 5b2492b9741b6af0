namespace StudyLake.Analytics.Rendering;

/// <summary>One column of a report's table.</summary>
/// <param name="Name">Its name in CSV and JSON, with its unit: <c>stored_bytes</c>.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Format">What its values are.</param>
/// <param name="HasBar">HTML draws a bar beside each value that is no total.</param>
public sealed record ReportColumn(string Name, string Title, ColumnFormat Format, bool HasBar = false)
{
    /// <summary>True for what is aligned right.</summary>
    public bool IsNumber =>
        Format
            is ColumnFormat.Count
                or ColumnFormat.Decimal
                or ColumnFormat.Share
                or ColumnFormat.Change
                or ColumnFormat.Bytes;
}
