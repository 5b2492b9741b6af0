namespace StudyLake.Dashboards.Model;

/// <summary>What a JSON file describes.</summary>
public enum AssetKind
{
    /// <summary>Nothing of QuickSight, as far as its shape tells.</summary>
    Other,

    /// <summary>A dashboard: a request, a description, or a bare definition with data set declarations.</summary>
    Dashboard,

    /// <summary>An analysis, which has the shape of a dashboard.</summary>
    Analysis,

    /// <summary>A template: its data sets are placeholders with a list of columns.</summary>
    Template,

    /// <summary>A data set.</summary>
    DataSet,

    /// <summary>A data source.</summary>
    DataSource,

    /// <summary>A theme.</summary>
    Theme,

    /// <summary>A schedule on which a data set is read into SPICE.</summary>
    RefreshSchedule,

    /// <summary>How far back an incremental refresh of a data set looks, and who is told when it fails.</summary>
    RefreshProperties,
}
