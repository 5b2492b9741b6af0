using System.Collections.Immutable;

namespace StudyLake.Aws.QuickSight;

/// <summary>How QuickSight's API takes one kind of asset. Source: the public service model of 2018-04-01.</summary>
internal sealed record AssetApi
{
    /// <summary>What it is called in a message.</summary>
    public required string Word { get; init; }

    /// <summary>The member of the request with the id.</summary>
    public required string IdMember { get; init; }

    /// <summary>The path below <c>/accounts/{AwsAccountId}</c> of one asset.</summary>
    public required string Path { get; init; }

    /// <summary>The path to create it with POST; null where it is made by the update.</summary>
    public required string? CreatePath { get; init; }

    /// <summary>The path to update it with PUT.</summary>
    public required string UpdatePath { get; init; }

    /// <summary>What an ARN calls it; null for what has no ARN of its own.</summary>
    public string? ArnWord { get; init; }

    /// <summary>The HTTP method that grants on <c>/permissions</c> below <see cref="Path"/>; null for what has no grants.</summary>
    public string? GrantMethod { get; init; }

    /// <summary>Members that only the request to create takes.</summary>
    public ImmutableArray<string> CreateOnly { get; init; } = [];

    /// <summary>Members that a description answers with, and which are compared.</summary>
    public required ImmutableArray<string> Described { get; init; }

    /// <summary>The kind's facts.</summary>
    public static AssetApi Of(AssetType type) =>
        type switch
        {
            AssetType.DataSource => DataSource,
            AssetType.DataSet => DataSet,
            AssetType.RefreshProperties => RefreshProperties,
            AssetType.RefreshSchedule => RefreshSchedule,
            AssetType.Theme => Theme,
            AssetType.Dashboard => Dashboard,
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
        };

    private static readonly AssetApi DataSource = new()
    {
        Word = "data source",
        IdMember = "DataSourceId",
        Path = "/data-sources/{DataSourceId}",
        CreatePath = "/data-sources",
        UpdatePath = "/data-sources/{DataSourceId}",
        ArnWord = "datasource",
        GrantMethod = "POST",
        CreateOnly = ["DataSourceId", "Type", "Permissions", "Tags", "FolderArns"],
        Described = ["Name", "Type", "DataSourceParameters", "SslProperties", "VpcConnectionProperties"],
    };

    private static readonly AssetApi DataSet = new()
    {
        Word = "data set",
        IdMember = "DataSetId",
        Path = "/data-sets/{DataSetId}",
        CreatePath = "/data-sets",
        UpdatePath = "/data-sets/{DataSetId}",
        ArnWord = "dataset",
        GrantMethod = "POST",
        CreateOnly = ["DataSetId", "Permissions", "Tags", "FolderArns", "UseAs"],
        Described =
        [
            "Name",
            "PhysicalTableMap",
            "LogicalTableMap",
            "ImportMode",
            "ColumnGroups",
            "FieldFolders",
            "RowLevelPermissionDataSet",
            "RowLevelPermissionTagConfiguration",
            "ColumnLevelPermissionRules",
            "DataSetUsageConfiguration",
            "DatasetParameters",
            "PerformanceConfiguration",
            "UseAs",
            "DataPrepConfiguration",
            "SemanticModelConfiguration",
        ],
    };

    private static readonly AssetApi RefreshProperties = new()
    {
        Word = "refresh properties",
        IdMember = "DataSetId",
        Path = "/data-sets/{DataSetId}/refresh-properties",
        CreatePath = null,
        UpdatePath = "/data-sets/{DataSetId}/refresh-properties",
        CreateOnly = ["DataSetId"],
        Described = ["DataSetRefreshProperties"],
    };

    private static readonly AssetApi RefreshSchedule = new()
    {
        Word = "refresh schedule",
        IdMember = "ScheduleId",
        Path = "/data-sets/{DataSetId}/refresh-schedules/{ScheduleId}",
        CreatePath = "/data-sets/{DataSetId}/refresh-schedules",
        UpdatePath = "/data-sets/{DataSetId}/refresh-schedules",
        CreateOnly = ["DataSetId"],
        Described = ["Schedule"],
    };

    private static readonly AssetApi Theme = new()
    {
        Word = "theme",
        IdMember = "ThemeId",
        Path = "/themes/{ThemeId}",
        CreatePath = "/themes/{ThemeId}",
        UpdatePath = "/themes/{ThemeId}",
        ArnWord = "theme",
        GrantMethod = "PUT",
        CreateOnly = ["ThemeId", "Permissions", "Tags"],
        Described = ["Name", "BaseThemeId", "Configuration"],
    };

    private static readonly AssetApi Dashboard = new()
    {
        Word = "dashboard",
        IdMember = "DashboardId",
        Path = "/dashboards/{DashboardId}",
        CreatePath = "/dashboards/{DashboardId}",
        UpdatePath = "/dashboards/{DashboardId}",
        ArnWord = "dashboard",
        GrantMethod = "PUT",
        CreateOnly = ["DashboardId", "Permissions", "Tags", "FolderArns", "LinkSharingConfiguration", "LinkEntities"],
        Described = ["Name", "ThemeArn", "Definition", "DashboardPublishOptions"],
    };
}
