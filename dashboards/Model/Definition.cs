using System.Collections.Immutable;

namespace StudyLake.Dashboards.Model;

/// <summary>The definition of a dashboard, an analysis or a template, read by its parts.</summary>
/// <remarks>Read lazily and once; safe to use from several threads.</remarks>
public sealed class Definition
{
    private readonly Lazy<ImmutableArray<DeclaredDataSet>> _dataSets;
    private readonly Lazy<ImmutableArray<Sheet>> _sheets;
    private readonly Lazy<ImmutableArray<CalculatedField>> _calculatedFields;
    private readonly Lazy<ImmutableArray<ParameterDeclaration>> _parameters;
    private readonly Lazy<ImmutableArray<FilterGroup>> _filterGroups;

    internal Definition(Asset asset, Func<string, DataSet?> find)
    {
        Asset = asset;
        var json = asset.Definition;
        _dataSets = new(() =>
            [
                .. json.List("DataSetIdentifierDeclarations").Select(item => DeclaredDataSet.OfDeclaration(item, find)),
                .. json.List("DataSetConfigurations").Select(DeclaredDataSet.OfConfiguration),
            ]
        );
        _sheets = new(() =>
            [
                .. json.List("Sheets").Select(item => new Sheet(item, isTooltip: false)),
                .. json.List("TooltipSheets").Select(item => new Sheet(item, isTooltip: true)),
            ]
        );
        _calculatedFields = new(() => [.. json.List("CalculatedFields").Select(item => new CalculatedField(item))]);
        _parameters = new(() =>
            [.. json.List("ParameterDeclarations").Select(ParameterDeclaration.Read).OfType<ParameterDeclaration>()]
        );
        _filterGroups = new(() => [.. json.List("FilterGroups").Select(item => new FilterGroup(item))]);
    }

    /// <summary>The asset it belongs to.</summary>
    public Asset Asset { get; }

    /// <summary>The definition itself.</summary>
    public JsonView Json => Asset.Definition;

    /// <summary>The data sets it declares, in order; two may have one identifier, which is an error.</summary>
    public ImmutableArray<DeclaredDataSet> DataSets => _dataSets.Value;

    /// <summary>The sheets in order, those that are shown as tooltips last.</summary>
    public ImmutableArray<Sheet> Sheets => _sheets.Value;

    /// <summary>The calculated fields in order.</summary>
    public ImmutableArray<CalculatedField> CalculatedFields => _calculatedFields.Value;

    /// <summary>The parameters in order.</summary>
    public ImmutableArray<ParameterDeclaration> Parameters => _parameters.Value;

    /// <summary>The filter groups in order.</summary>
    public ImmutableArray<FilterGroup> FilterGroups => _filterGroups.Value;

    /// <summary>The time zone that dates are shown in; null when the definition gives none.</summary>
    public string? Timezone => Json["Options"].Text("Timezone");

    /// <summary>The first day of a week, such as <c>MONDAY</c>; null when the definition gives none.</summary>
    public string? WeekStart => Json["Options"].Text("WeekStart");

    /// <summary>The data set declared under an identifier; null for none.</summary>
    public DeclaredDataSet? DataSet(string identifier) =>
        DataSets.FirstOrDefault(dataSet => dataSet.Identifier == identifier);

    /// <summary>The calculated field of a name in a data set; null for none.</summary>
    public CalculatedField? CalculatedField(string dataSet, string name) =>
        CalculatedFields.FirstOrDefault(field => field.DataSet == dataSet && field.Name == name);

    /// <summary>The parameter of a name; null for none.</summary>
    public ParameterDeclaration? Parameter(string name) =>
        Parameters.FirstOrDefault(parameter => parameter.Name == name);
}
