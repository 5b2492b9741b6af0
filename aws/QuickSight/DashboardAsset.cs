using System.Text.Json.Nodes;

namespace StudyLake.Aws.QuickSight;

/// <summary>A file of a definition: the request that creates it, with placeholders.</summary>
/// <param name="Type">What it describes.</param>
/// <param name="File">Path of the file; where it does not exist yet, where it is to be.</param>
/// <param name="Request">The members of the request. Never changed.</param>
public sealed record DashboardAsset(AssetType Type, string File, JsonObject Request)
{
    /// <summary>Its id without the stage.</summary>
    /// <exception cref="DashboardDeploymentException">The file gives none.</exception>
    public string Id =>
        Type == AssetType.RefreshSchedule
            ? Text(Request["Schedule"]?["ScheduleId"], "Schedule.ScheduleId")
            : Text(Request[Api.IdMember], Api.IdMember);

    /// <summary>The data set that a schedule or its properties belong to; for a data set its own id; null for others.</summary>
    public string? DataSetId => Request[nameof(DataSetId)]?.GetValue<string>();

    internal AssetApi Api => AssetApi.Of(Type);

    private string Text(JsonNode? node, string member) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0
            ? text
            : throw new DashboardDeploymentException($"{File}: expected {member}, found none.");
}
