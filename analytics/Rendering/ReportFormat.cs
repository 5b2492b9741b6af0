namespace StudyLake.Analytics.Rendering;

/// <summary>A form in which a report leaves; the numbers are the same in all.</summary>
public enum ReportFormat
{
    /// <summary>One page that needs nothing besides itself.</summary>
    Html,

    /// <summary>A4, fonts embedded.</summary>
    Pdf,

    /// <summary>A workbook with a sheet for each table; values, no formulas.</summary>
    Xlsx,

    /// <summary>A zip of CSV files, one for each table, with what to know about them.</summary>
    Csv,

    /// <summary>One object with all facts and tables.</summary>
    Json,
}
