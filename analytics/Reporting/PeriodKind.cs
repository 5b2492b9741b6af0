namespace StudyLake.Analytics.Reporting;

/// <summary>How long the period of a report is.</summary>
public enum PeriodKind
{
    /// <summary>A week by ISO 8601: Monday to Sunday.</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,

    /// <summary>A calendar year.</summary>
    Year,
}
