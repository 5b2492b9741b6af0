using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StudyLake.Aws.QuickSight;

namespace StudyLake.Aws.Template;

/// <summary>The dashboards in the form of CloudFormation, made when the parameter <c>QuickSightPrincipalArn</c> is set.</summary>
/// <remarks>
/// CloudFormation's types are not quite the API's: a schedule's <c>Timezone</c> is <c>TimeZone</c>, refresh properties
/// are a member of their data set, and a data set is waited for until its rows are read unless told otherwise. Ids
/// begin with the stack's name instead of <c>studylake</c>. References are to resources, which gives their order.
/// </remarks>
public static partial class DashboardResources
{
    private const string Prefix = "studylake-";

    /// <summary>The text, each line indented as a member of <c>Resources</c>, ending in a line end.</summary>
    /// <exception cref="DashboardDeploymentException">An asset names one that has no file.</exception>
    public static string Render(IReadOnlyCollection<DashboardAsset> assets)
    {
        var sorted = assets
            .OrderBy(asset => asset.Type)
            .ThenBy(asset => asset.Id, StringComparer.Ordinal)
            .ToImmutableArray();
        var text = new StringBuilder();
        foreach (var asset in sorted.Where(asset => asset.Type != AssetType.RefreshProperties))
        {
            text.Append($"  {Name(asset.Type, asset.Id)}:\n");
            text.Append($"    Type: AWS::QuickSight::{asset.Type}\n");
            text.Append("    Condition: MakesDashboards\n");
            if (asset.Type == AssetType.RefreshSchedule)
                text.Append($"    DependsOn: {Name(AssetType.DataSet, asset.DataSetId ?? "")}\n");
            text.Append("    Properties:\n");
            foreach (var (name, value) in Properties(asset, sorted).OrderBy(pair => pair.Key, StringComparer.Ordinal))
                FlowYaml.Member(text, name, value, indent: 6);
        }
        return text.ToString();
    }

    /// <summary>The logical id: data set <c>studylake-exam-mix</c> becomes <c>ExamMixDataSet</c>.</summary>
    private static string Name(AssetType type, string id) =>
        string.Concat(Short(id).Split('-', '_').Select(word => char.ToUpperInvariant(word[0]) + word[1..])) + type;

    private static string Short(string id) =>
        id.StartsWith(Prefix, StringComparison.Ordinal) ? id[Prefix.Length..] : id;

    private static Dictionary<string, JsonNode?> Properties(DashboardAsset asset, ImmutableArray<DashboardAsset> assets)
    {
        var properties = asset.Request.ToDictionary(
            member => member.Key,
            member => Value(member.Value, member.Key, member.Key == "Definition", assets)
        );
        properties["AwsAccountId"] = Reference("AWS::AccountId");
        if (asset.Type == AssetType.RefreshSchedule)
        {
            properties["DataSetId"] = Id(asset.DataSetId ?? "");
            Rename(properties["Schedule"]?["ScheduleFrequency"] as JsonObject, "Timezone", "TimeZone");
            return properties;
        }
        properties[asset.Api.IdMember] = Id(asset.Id);
        if (asset.Type == AssetType.DataSet)
        {
            var refresh = assets.FirstOrDefault(other =>
                other.Type == AssetType.RefreshProperties && other.DataSetId == asset.Id
            );
            if (refresh is not null)
                properties["DataSetRefreshProperties"] = refresh.Request["DataSetRefreshProperties"]?.DeepClone();
            // The stack would else wait for hours, and fail when there is no row yet.
            if (asset.Request["ImportMode"]?.GetValue<string>() == "SPICE")
                properties["IngestionWaitPolicy"] = new JsonObject { ["WaitForSpiceIngestion"] = false };
        }
        return properties;
    }

    private static JsonNode? Value(
        JsonNode? node,
        string name,
        bool isDefinition,
        ImmutableArray<DashboardAsset> assets
    ) =>
        node switch
        {
            JsonObject value => new JsonObject(
                value.Select(member =>
                    KeyValuePair.Create(member.Key, Value(member.Value, member.Key, isDefinition, assets))
                )
            ),
            JsonArray list => new JsonArray([.. list.Select(item => Value(item, name, isDefinition, assets))]),
            JsonValue value when value.TryGetValue<string>(out var text) => Text(text, name, isDefinition, assets),
            _ => node?.DeepClone(),
        };

    private static JsonNode Text(string text, string name, bool isDefinition, ImmutableArray<DashboardAsset> assets)
    {
        if (text == "${DataSourceArn}")
            return Arn(assets.Single(asset => asset.Type == AssetType.DataSource));
        if (OwnArn().Match(text) is { Success: true } arn)
            return Arn(
                assets.FirstOrDefault(asset =>
                    asset.Api.ArnWord == arn.Groups["word"].Value && asset.Id == arn.Groups["id"].Value
                ) ?? throw new DashboardDeploymentException($"Expected a file for {text}, found none.")
            );
        if (isDefinition || name == "Expression" || !Placeholder().IsMatch(text))
            return JsonValue.Create(text);
        if (text == "${Principal}")
            return Reference("QuickSightPrincipalArn");
        if (text == "${WorkGroup}")
            return Reference("WorkGroup");
        return Substituted(
            Any()
                .Replace(
                    text,
                    match =>
                        match.Value switch
                        {
                            "${AccountId}" => "${AWS::AccountId}",
                            "${Region}" => "${AWS::Region}",
                            "${Database}" => "${DatabaseName}",
                            "${WorkGroup}" => "${WorkGroup}",
                            _ => $"${{!{match.Value[2..]}",
                        }
                )
        );
    }

    private static JsonNode Id(string id) =>
        id.StartsWith(Prefix, StringComparison.Ordinal)
            ? Substituted($"${{AWS::StackName}}-{id[Prefix.Length..]}")
            : JsonValue.Create(id);

    private static JsonObject Reference(string name) => new() { ["Ref"] = name };

    private static JsonObject Substituted(string text) => new() { ["Fn::Sub"] = text };

    private static JsonObject Arn(DashboardAsset asset) =>
        new() { ["Fn::GetAtt"] = new JsonArray(Name(asset.Type, asset.Id), "Arn") };

    private static void Rename(JsonObject? json, string from, string to)
    {
        if (json is null || !json.Remove(from, out var value))
            return;
        json[to] = value;
    }

    [GeneratedRegex(@"^arn:aws:quicksight:\$\{Region\}:\$\{AccountId\}:(?<word>[a-z]+)/(?<id>.+)$")]
    private static partial Regex OwnArn();

    [GeneratedRegex(@"\$\{(AccountId|Region|Database|WorkGroup|Principal)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\$\{[^}]*\}")]
    private static partial Regex Any();
}
