using System.Collections.Immutable;

namespace StudyLake.Dashboards.Model;

/// <summary>A data source, data set, theme, dashboard and so on, as a file describes it.</summary>
public sealed class Asset
{
    private static readonly ImmutableArray<string> IdNames =
    [
        "DashboardId",
        "AnalysisId",
        "TemplateId",
        "DataSetId",
        "DataSourceId",
        "ThemeId",
    ];

    internal Asset(AssetFile file, AssetKind kind, AssetForm form, JsonView json)
    {
        File = file;
        Kind = kind;
        Form = form;
        Json = json;
    }

    /// <summary>The file.</summary>
    public AssetFile File { get; }

    /// <summary>What it describes.</summary>
    public AssetKind Kind { get; }

    /// <summary>In which shape.</summary>
    public AssetForm Form { get; }

    /// <summary>
    /// The part of the file that has the members of a request; for <see cref="AssetForm.Bare"/> the definition itself.
    /// </summary>
    public JsonView Json { get; }

    /// <summary>
    /// True for a resource of which a value is not known from which others may follow: then nothing can be said of how
    /// its parts fit together.
    /// </summary>
    public bool IsPartlyUnknown { get; internal init; }

    /// <summary>Its id, or null when the file gives none.</summary>
    public string? Id =>
        Kind is AssetKind.RefreshSchedule
            ? Schedule.Text("ScheduleId")
            : IdNames.Select(Json.Text).FirstOrDefault(id => id is not null);

    /// <summary>Its name, or null when the file gives none.</summary>
    public string? Name => Json.Text("Name");

    /// <summary>True for what has sheets: a dashboard, an analysis or a template.</summary>
    public bool HasSheets => Kind is AssetKind.Dashboard or AssetKind.Analysis or AssetKind.Template;

    /// <summary>The definition of a dashboard, an analysis or a template; absent for others.</summary>
    public JsonView Definition =>
        !HasSheets ? new JsonView(default, Json.Path)
        : Form == AssetForm.Bare ? Json
        : Json["Definition"];

    /// <summary>The schedule of a <see cref="AssetKind.RefreshSchedule"/>; absent for others.</summary>
    public JsonView Schedule => Form == AssetForm.Bare ? Json : Json["Schedule"];
}

/// <summary>The shapes in which an asset is written down.</summary>
public enum AssetForm
{
    /// <summary>The request that creates or updates it.</summary>
    Request,

    /// <summary>What QuickSight answers when asked to describe it: the members of the request and others.</summary>
    Description,

    /// <summary>A definition, or a schedule, without the request around it.</summary>
    Bare,

    /// <summary>A resource of a CloudFormation template, in the shape of the request; some of its values are not known.</summary>
    Resource,
}
