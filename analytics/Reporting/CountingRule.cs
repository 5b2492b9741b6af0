namespace StudyLake.Analytics.Reporting;

/// <summary>What one exam is. Each rule has a mart of its own, and all of these have the same columns.</summary>
public enum CountingRule
{
    /// <summary>A study with an acquired image is one exam.</summary>
    Study,

    /// <summary>An accession number of an issuer is one exam; a study without one counts by itself.</summary>
    Accession,

    /// <summary>Studies of one patient on one device that follow each other closely are one exam.</summary>
    Merged,
}
