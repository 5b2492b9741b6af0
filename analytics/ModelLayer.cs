namespace StudyLake.Analytics;

/// <summary>Where a model stands; each layer reads the ones before it.</summary>
public enum ModelLayer
{
    /// <summary>Renames, casts, deduplicates and folds the raw tables.</summary>
    Staging,

    /// <summary>One grain a file: what analysts, dashboards and reports read.</summary>
    Marts,

    /// <summary>One question a file, with <c>?</c> for its parameters; run, never installed as a view.</summary>
    Reports,
}
