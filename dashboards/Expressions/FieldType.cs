namespace StudyLake.Dashboards.Expressions;

/// <summary>The type of a column, a parameter or an expression, as QuickSight distinguishes them.</summary>
public enum FieldType
{
    /// <summary>Not known: the literal <c>NULL</c>, which takes the type of what stands beside it.</summary>
    Unknown,

    /// <summary>STRING, and JSON, which is read as text.</summary>
    Text,

    /// <summary>INTEGER, and BIT.</summary>
    Integer,

    /// <summary>DECIMAL.</summary>
    Decimal,

    /// <summary>DATETIME, without a zone.</summary>
    DateTime,

    /// <summary>BOOLEAN; also what a comparison gives.</summary>
    Boolean,
}
