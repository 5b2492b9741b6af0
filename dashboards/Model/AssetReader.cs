namespace StudyLake.Dashboards.Model;

/// <summary>Tells by its shape what a file describes.</summary>
internal static class AssetReader
{
    // Members that only an answer has.
    private static readonly string[] Answered =
    [
        "Arn",
        "CreatedTime",
        "LastUpdatedTime",
        "RequestId",
        "ResourceStatus",
        "Errors",
        "OutputColumns",
        "ConsumedSpiceCapacityInBytes",
    ];

    /// <summary>The asset of a file; of kind <see cref="AssetKind.Other"/> when nothing fits.</summary>
    public static Asset Read(AssetFile file)
    {
        var root = file.Root;
        foreach (var (name, kind) in Wrapped)
        {
            // An answer of a Describe call: the asset is inside, beside the status of the call.
            if (root[name].IsObject && KindOf(root[name]) == kind)
                return new Asset(file, kind, AssetForm.Description, root[name]);
        }
        if (root["RefreshSchedule"]["ScheduleFrequency"].IsObject)
            return new Asset(file, AssetKind.RefreshSchedule, AssetForm.Bare, root["RefreshSchedule"]);
        if (root["ScheduleFrequency"].IsObject)
            return new Asset(file, AssetKind.RefreshSchedule, AssetForm.Bare, root);
        if (root["Definition"].IsObject)
            return new Asset(file, KindOfRequest(root), FormOf(root), root);
        var shape = KindOf(root);
        return shape switch
        {
            AssetKind.Other => new Asset(file, AssetKind.Other, AssetForm.Request, root),
            AssetKind.Dashboard or AssetKind.Analysis or AssetKind.Template => new Asset(
                file,
                shape,
                AssetForm.Bare,
                root
            ),
            _ => new Asset(file, shape, FormOf(root), root),
        };
    }

    private static IEnumerable<(string Name, AssetKind Kind)> Wrapped =>
        [("DataSet", AssetKind.DataSet), ("Theme", AssetKind.Theme), ("DataSource", AssetKind.DataSource)];

    private static AssetForm FormOf(JsonView json) =>
        Answered.Any(name => json[name].Exists) ? AssetForm.Description : AssetForm.Request;

    private static AssetKind KindOfRequest(JsonView root) =>
        root["DashboardId"].Exists ? AssetKind.Dashboard
        : root["AnalysisId"].Exists ? AssetKind.Analysis
        : root["TemplateId"].Exists ? AssetKind.Template
        : KindOf(root["Definition"]);

    private static AssetKind KindOf(JsonView json)
    {
        if (json["DataSetConfigurations"].Exists)
            return AssetKind.Template;
        if (json["DataSetIdentifierDeclarations"].Exists)
            return json["QueryExecutionOptions"].Exists ? AssetKind.Analysis : AssetKind.Dashboard;
        if (json["Sheets"].IsList && json["FilterGroups"].IsList)
            return AssetKind.Dashboard;
        if (json["PhysicalTableMap"].Exists || json["LogicalTableMap"].Exists || json["DataPrepConfiguration"].Exists)
            return AssetKind.DataSet;
        if (json["DataSetRefreshProperties"].Exists)
            return AssetKind.RefreshProperties;
        if (json["Schedule"]["ScheduleFrequency"].Exists || json["Schedule"]["RefreshType"].Exists)
            return AssetKind.RefreshSchedule;
        if (json["ThemeId"].Exists || json["BaseThemeId"].Exists)
            return AssetKind.Theme;
        if (json["DataSourceParameters"].Exists || json["DataSourceId"].Exists)
            return AssetKind.DataSource;
        return AssetKind.Other;
    }
}
