namespace StudyLake.Cli.Query;

/// <summary>How a result is printed.</summary>
internal enum ResultFormat
{
    /// <summary>Aligned columns for a person, at most 10,000 rows.</summary>
    Table,

    /// <summary>CSV by RFC 4180; a text that a spreadsheet would run as a formula gets an apostrophe in front.</summary>
    Csv,

    /// <summary>A JSON array of objects, values exactly as they are; null for a number that is not finite.</summary>
    Json,
}
