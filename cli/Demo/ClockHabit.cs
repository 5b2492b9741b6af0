namespace StudyLake.Cli.Demo;

/// <summary>How a maker's series time stands to its first acquisition time.</summary>
public enum ClockHabit
{
    /// <summary>The series is stamped before its first acquisition, and performed-step times are filled.</summary>
    SeriesFirst,

    /// <summary>Series time equals the first acquisition time.</summary>
    Equal,

    /// <summary>The series is stamped after its last acquisition.</summary>
    SeriesLast,
}
