namespace StudyLake.Aws.QuickSight;

/// <summary>The kinds of files that are deployed, in the order in which they need each other.</summary>
public enum AssetType
{
    /// <summary>How QuickSight reaches Athena.</summary>
    DataSource,

    /// <summary>A query with its columns.</summary>
    DataSet,

    /// <summary>How far back an incremental refresh of a data set looks.</summary>
    RefreshProperties,

    /// <summary>When a data set is read into SPICE.</summary>
    RefreshSchedule,

    /// <summary>Colours and fonts.</summary>
    Theme,

    /// <summary>A dashboard.</summary>
    Dashboard,
}
