namespace StudyLake.Events.Lake;

/// <summary>One column of a table of the lake.</summary>
/// <param name="Name">Its name in Parquet and SQL.</param>
/// <param name="Type">Its type.</param>
/// <param name="Unit">Its unit as a UCUM code, or null.</param>
/// <param name="Description">What it is and what null means.</param>
/// <param name="Attribute">The payload column it carries, or null for one of the envelope or of bookkeeping.</param>
public sealed record LakeColumn(
    string Name,
    ColumnType Type,
    string? Unit,
    string Description,
    AttributeColumn? Attribute = null
);
