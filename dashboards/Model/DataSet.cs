using System.Collections.Immutable;

namespace StudyLake.Dashboards.Model;

/// <summary>A data set with the steps that make its rows.</summary>
public sealed class DataSet
{
    private readonly Lazy<DataSetPlan> _plan;

    internal DataSet(Asset asset, Func<string, DataSet?> find)
    {
        Asset = asset;
        _plan = new Lazy<DataSetPlan>(
            () => DataSetPlanReader.Read(asset.Json, find),
            LazyThreadSafetyMode.ExecutionAndPublication
        );
    }

    /// <summary>The asset it was read from.</summary>
    public Asset Asset { get; }

    /// <summary>The request.</summary>
    public JsonView Json => Asset.Json;

    /// <summary>Its id; never null, for a data set without one cannot be found.</summary>
    public string Id => Asset.Id ?? "";

    /// <summary>Its name.</summary>
    public string Name => Asset.Name ?? Id;

    /// <summary>True for rows kept in SPICE, false for rows queried each time.</summary>
    public bool IsSpice => Json.Text("ImportMode") == "SPICE";

    /// <summary>True for rules that say who sees which rows, which no visual can show.</summary>
    public bool IsRules => Json.Text("UseAs") == "RLS_RULES";

    /// <summary>The steps from its tables to its rows.</summary>
    public DataSetPlan Plan => _plan.Value;

    /// <summary>Its columns in order; null when they depend on a data set that is not at hand.</summary>
    /// <remarks>A type that no step gives is taken from <c>OutputColumns</c>, which a description has.</remarks>
    public ImmutableArray<DataSetColumn>? Columns
    {
        get
        {
            if (Plan.Output?.Columns is not { } columns)
                return null;
            var told = Json.List("OutputColumns")
                .Select(DataSetColumn.Read)
                .OfType<DataSetColumn>()
                .GroupBy(column => column.Name, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.First().Type, StringComparer.Ordinal);
            return
            [
                .. columns.Select(column =>
                    column.Type == DataSetColumnType.Unknown && told.TryGetValue(column.Name, out var type)
                        ? column with
                        {
                            Type = type,
                        }
                        : column
                ),
            ];
        }
    }

    /// <summary>The parameters of its SQL, each a union by type (<c>StringDatasetParameter</c> and so on).</summary>
    public IEnumerable<JsonMember> Parameters =>
        Json.List("DatasetParameters").Select(item => item.OnlyMember).OfType<JsonMember>();

    /// <summary>The ARN of the data set with the row-level rules; null for none or when they are disabled.</summary>
    public string? RulesArn =>
        Json["RowLevelPermissionDataSet"].Text("Status") == "DISABLED"
            ? null
            : Json["RowLevelPermissionDataSet"].Text("Arn");
}
