using System.Collections.Frozen;
using System.Reflection;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Schema;

/// <summary>What the QuickSight API accepts: the shapes of requests and answers.</summary>
/// <remarks>Read from <c>quicksight.schema</c>, which <c>generate.py</c> writes from botocore's service model.</remarks>
public sealed class ServiceSchema
{
    private readonly FrozenDictionary<string, Shape> _shapes;

    private ServiceSchema(FrozenDictionary<string, Shape> shapes, string source)
    {
        _shapes = shapes;
        Source = source;
    }

    /// <summary>The schema that is part of this assembly.</summary>
    public static ServiceSchema Embedded { get; } = Load();

    /// <summary>Where the facts are from, with version.</summary>
    public string Source { get; }

    /// <summary>The shape of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Shape this[string name] => _shapes[name];

    /// <summary>The shape that the <see cref="Asset.Json"/> of an asset has; null for what is no asset.</summary>
    public Shape? ShapeOf(Asset asset) => ShapeOf(asset.Kind, asset.Form);

    /// <summary>The shape that an asset of that kind has in that form; null for what is no asset.</summary>
    internal Shape? ShapeOf(AssetKind kind, AssetForm form) =>
        (kind, form == AssetForm.Resource ? AssetForm.Request : form) switch
        {
            (AssetKind.Dashboard, AssetForm.Request) => this["CreateDashboardRequest"],
            (AssetKind.Dashboard, AssetForm.Description) => this["DescribeDashboardDefinitionResponse"],
            (AssetKind.Dashboard, _) => this["DashboardVersionDefinition"],
            (AssetKind.Analysis, AssetForm.Request) => this["CreateAnalysisRequest"],
            (AssetKind.Analysis, AssetForm.Description) => this["DescribeAnalysisDefinitionResponse"],
            (AssetKind.Analysis, _) => this["AnalysisDefinition"],
            (AssetKind.Template, AssetForm.Request) => this["CreateTemplateRequest"],
            (AssetKind.Template, AssetForm.Description) => this["DescribeTemplateDefinitionResponse"],
            (AssetKind.Template, _) => this["TemplateVersionDefinition"],
            (AssetKind.DataSet, AssetForm.Request) => this["CreateDataSetRequest"],
            (AssetKind.DataSet, _) => this["DataSet"],
            (AssetKind.DataSource, AssetForm.Request) => this["CreateDataSourceRequest"],
            (AssetKind.DataSource, _) => this["DataSource"],
            (AssetKind.Theme, AssetForm.Request) => this["CreateThemeRequest"],
            (AssetKind.Theme, _) => this["Theme"],
            (AssetKind.RefreshSchedule, AssetForm.Bare) => this["RefreshSchedule"],
            (AssetKind.RefreshSchedule, _) => this["CreateRefreshScheduleRequest"],
            (AssetKind.RefreshProperties, _) => this["PutDataSetRefreshPropertiesRequest"],
            _ => null,
        };

    private static ServiceSchema Load()
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream("quicksight.schema")
            ?? throw new InvalidOperationException("Expected quicksight.schema within the assembly, found none.");
        using var reader = new StreamReader(stream);
        var source = reader.ReadLine()?.TrimStart('#', ' ') ?? "";
        var shapes = SchemaReader.Read(reader).ToFrozenDictionary(shape => shape.Name, StringComparer.Ordinal);
        foreach (var shape in shapes.Values)
            shape.Link(shapes);
        return new ServiceSchema(shapes, source);
    }
}
