using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace StudyLake.Aws.QuickSight;

/// <summary>Gives the placeholders of files their values in a stage, and puts them back.</summary>
/// <remarks>
/// <c>${Name}</c> is QuickSight's own way to name a parameter. So no expression is touched, and within the definition
/// of a dashboard only texts that are the ARN of an asset as a whole.
/// </remarks>
internal sealed partial class Placeholders
{
    private const string FilePrefix = "arn:aws:quicksight:${Region}:${AccountId}:";
    private const string DataSource = "${DataSourceArn}";
    private const string Principal = "${Principal}";

    private readonly DeploymentStage _stage;
    private readonly string _prefix;
    private readonly ImmutableHashSet<string> _own;
    private readonly string? _dataSource;

    /// <summary>Prepares a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="assets">All files, whose ids are those that the stage's name is put behind.</param>
    public Placeholders(DeploymentStage stage, IReadOnlyCollection<DashboardAsset> assets)
    {
        _stage = stage;
        _prefix = $"arn:{stage.Partition}:quicksight:{stage.Region}:{stage.AccountId}:";
        _own =
        [
            .. assets.Where(asset => asset.Api.ArnWord is not null).Select(asset => Key(asset.Api.ArnWord, asset.Id)),
        ];
        var sources = assets.Where(asset => asset.Type == AssetType.DataSource).ToList();
        _dataSource = sources.Count == 1 ? $"{FilePrefix}datasource/{sources[0].Id}" : null;
    }

    /// <summary>The asset in the stage.</summary>
    /// <exception cref="DashboardDeploymentException">A placeholder has no value.</exception>
    public ResolvedAsset Resolve(DashboardAsset asset)
    {
        var request = new JsonObject();
        foreach (var (name, value) in asset.Request)
        {
            if (name is not ("AwsAccountId" or "Permissions"))
                request.Add(name, Map(value, name, (text, member) => Value(asset, text, member, name)));
        }
        var id = asset.Id;
        if (asset.Api.ArnWord is not null)
        {
            id += _stage.Suffix;
            request[asset.Api.IdMember] = id;
            if (request["Name"] is JsonValue title)
                request["Name"] = title.GetValue<string>() + _stage.NameSuffix;
        }
        var dataSetId = asset.Type is AssetType.RefreshProperties or AssetType.RefreshSchedule
            ? asset.DataSetId + _stage.Suffix
            : null;
        if (dataSetId is not null)
            request["DataSetId"] = dataSetId;
        return new ResolvedAsset
        {
            Asset = asset,
            Id = asset.Type == AssetType.RefreshProperties ? dataSetId ?? id : id,
            DataSetId = dataSetId,
            Arn = asset.Api.ArnWord is { } word ? $"{_prefix}{word}/{id}" : null,
            Request = request,
            Grants = Grants(asset),
        };
    }

    /// <summary>What a description says of an asset's members, as a file says it.</summary>
    public JsonObject Restore(JsonObject described)
    {
        var restored = new JsonObject();
        foreach (var (name, value) in described)
        {
            restored.Add(
                name,
                name == "Name" && value is JsonValue title && title.TryGetValue<string>(out var text)
                    ? FileName(text)
                    : Map(value, name, Restored)
            );
        }
        return restored;
    }

    /// <summary>The id in the files of an asset of the stage; the id itself where it is not of this stage.</summary>
    public string FileId(string id) =>
        _stage.Suffix.Length > 0 && id.EndsWith(_stage.Suffix, StringComparison.Ordinal)
            ? id[..^_stage.Suffix.Length]
            : id;

    /// <summary>The kind and the id that an ARN of this account and region means; null for any other text.</summary>
    public (string Word, string Id)? Parse(string arn)
    {
        if (!arn.StartsWith(_prefix, StringComparison.Ordinal))
            return null;
        var parts = arn[_prefix.Length..].Split('/', 2);
        return parts.Length == 2 ? (parts[0], parts[1]) : null;
    }

    private string FileName(string name) =>
        _stage.NameSuffix.Length > 0 && name.EndsWith(_stage.NameSuffix, StringComparison.Ordinal)
            ? name[..^_stage.NameSuffix.Length]
            : name;

    private string Value(DashboardAsset asset, string text, string member, string top)
    {
        if (text == DataSource)
            text =
                _dataSource
                ?? throw new DashboardDeploymentException(
                    $"{asset.File}: expected exactly one data source among the files for {DataSource}, found none or several."
                );
        if (text.StartsWith(FilePrefix, StringComparison.Ordinal))
        {
            var parts = text[FilePrefix.Length..].Split('/', 2);
            var suffix = parts.Length == 2 && _own.Contains(Key(parts[0], parts[1])) ? _stage.Suffix : "";
            return $"{_prefix}{text[FilePrefix.Length..]}{suffix}";
        }
        return member == "Expression" || top == "Definition"
            ? text
            : Known()
                .Replace(
                    text,
                    match =>
                        match.Value switch
                        {
                            "${AccountId}" => _stage.AccountId,
                            "${Region}" => _stage.Region,
                            "${WorkGroup}" => _stage.WorkGroup,
                            _ => _stage.Database,
                        }
                );
    }

    private string Restored(string text, string member)
    {
        if (Parse(text) is { } parsed)
        {
            var found = $"{FilePrefix}{parsed.Word}/{FileId(parsed.Id)}";
            return found == _dataSource ? DataSource : found;
        }
        return member switch
        {
            "Expression" => text,
            "WorkGroup" when text == _stage.WorkGroup => "${WorkGroup}",
            "SqlQuery" => text.Replace($"\"{_stage.Database}\".", "\"${Database}\".", StringComparison.Ordinal),
            _ => text,
        };
    }

    private ImmutableArray<Grant> Grants(DashboardAsset asset)
    {
        var found = ImmutableArray.CreateBuilder<Grant>();
        foreach (var item in (asset.Request["Permissions"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var principal = item["Principal"]?.GetValue<string>() ?? "";
            ImmutableArray<string> actions =
            [
                .. (item["Actions"] as JsonArray ?? []).Select(action => action?.GetValue<string>() ?? ""),
            ];
            IEnumerable<string> principals = principal == Principal ? _stage.Principals : [principal];
            found.AddRange(principals.Select(arn => new Grant(arn, actions)));
        }
        return found.ToImmutable();
    }

    private static JsonNode? Map(JsonNode? node, string name, Func<string, string, string> text) =>
        node switch
        {
            JsonObject value => new JsonObject(
                value.Select(member => KeyValuePair.Create(member.Key, Map(member.Value, member.Key, text)))
            ),
            JsonArray list => new JsonArray([.. list.Select(item => Map(item, name, text))]),
            JsonValue value when value.TryGetValue<string>(out var found) => JsonValue.Create(text(found, name)),
            _ => node?.DeepClone(),
        };

    private static string Key(string? word, string id) => $"{word}/{id}";

    [GeneratedRegex(@"\$\{(AccountId|Region|WorkGroup|Database)\}")]
    private static partial Regex Known();
}
