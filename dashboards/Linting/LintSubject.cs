using System.Collections.Immutable;
using StudyLake.Analytics;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Linting;

/// <summary>An asset with what rules need to judge it, each part made once.</summary>
public sealed class LintSubject
{
    private readonly Lazy<ImmutableArray<JsonView>> _values;
    private readonly Lazy<ImmutableArray<SchemaFault>> _schemaFaults;
    private readonly Lazy<DefinitionNames> _names;
    private readonly Lazy<ExpressionIndex> _expressions;

    internal LintSubject(Asset asset, AssetFolder folder, Lazy<ModelCatalog> models)
    {
        Asset = asset;
        Folder = folder;
        Models = models;
        Definition = asset.HasSheets ? new Definition(asset, folder.DataSetOf) : null;
        DataSet =
            asset.Kind == AssetKind.DataSet
                ? folder.DataSets.FirstOrDefault(dataSet => dataSet.Asset == asset)
                    ?? new DataSet(asset, folder.DataSetOf)
                : null;
        _values = new(() => [.. asset.Json.SelfAndBelow()]);
        _schemaFaults = new(() => [.. SchemaWalk.Over(asset)]);
        _names = new(() => new DefinitionNames(Definition));
        _expressions = new(() => new ExpressionIndex(this));
    }

    /// <summary>The asset.</summary>
    public Asset Asset { get; }

    /// <summary>All assets at hand.</summary>
    public AssetFolder Folder { get; }

    /// <summary>The definition of a dashboard, an analysis or a template; null for others.</summary>
    public Definition? Definition { get; }

    /// <summary>The data set; null for others.</summary>
    public DataSet? DataSet { get; }

    /// <summary>Our own views, which our data sets read.</summary>
    internal Lazy<ModelCatalog> Models { get; }

    /// <summary>Every value of the asset, parents first.</summary>
    internal ImmutableArray<JsonView> Values => _values.Value;

    /// <summary>Where the asset is not what the API accepts.</summary>
    internal ImmutableArray<SchemaFault> SchemaFaults => _schemaFaults.Value;

    /// <summary>The names that a definition declares.</summary>
    internal DefinitionNames Names => _names.Value;

    /// <summary>The expressions, read.</summary>
    internal ExpressionIndex Expressions => _expressions.Value;
}
