namespace StudyLake.Analytics.Rendering;

/// <summary>What the values of a column are, which decides how HTML shows them. CSV and JSON hold them as they are.</summary>
public enum ColumnFormat
{
    /// <summary>Text, which may come from a header.</summary>
    Text,

    /// <summary>A modality's code; shown with its colour.</summary>
    Modality,

    /// <summary>A site's display name, or <c>unmapped</c>.</summary>
    Site,

    /// <summary>A whole number of things.</summary>
    Count,

    /// <summary>A number shown with one decimal.</summary>
    Decimal,

    /// <summary>A share from 0 to 1, shown in percent.</summary>
    Share,

    /// <summary>A relative change, 0.05 for 5 % more, shown in percent with its sign.</summary>
    Change,

    /// <summary>A size in bytes, shown in the column's best decimal unit.</summary>
    Bytes,

    /// <summary>A date.</summary>
    Date,

    /// <summary>The first day of a month, shown as its name and year.</summary>
    Month,

    /// <summary>A moment in UTC, shown to the minute.</summary>
    Timestamp,
}
