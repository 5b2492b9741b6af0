using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace StudyLake.Aws.QuickSight;

/// <summary>An asset as one stage has it: every placeholder has its value.</summary>
internal sealed record ResolvedAsset
{
    /// <summary>The file.</summary>
    public required DashboardAsset Asset { get; init; }

    /// <summary>The id in the stage.</summary>
    public required string Id { get; init; }

    /// <summary>The data set that a schedule or properties belong to, in the stage; null for others.</summary>
    public required string? DataSetId { get; init; }

    /// <summary>The ARN; null for what has none.</summary>
    public required string? Arn { get; init; }

    /// <summary>The members of the request without account and permissions.</summary>
    public required JsonObject Request { get; init; }

    /// <summary>Who is given what; empty when the file gives nothing, or gives it to principals that are not named.</summary>
    public required ImmutableArray<Grant> Grants { get; init; }

    public AssetApi Api => Asset.Api;

    /// <summary>What a message calls it.</summary>
    public string Label => $"{Api.Word} {Id}";

    /// <summary>The members that a description has too.</summary>
    public JsonObject Comparable
    {
        get
        {
            var found = new JsonObject();
            foreach (var name in Api.Described)
                found.Add(name, Request[name]?.DeepClone());
            return found;
        }
    }

    /// <summary>The body of the request that creates or updates it.</summary>
    public JsonObject Body(string path, bool isCreate)
    {
        var body = new JsonObject();
        foreach (var (name, value) in Request)
        {
            if (path.Contains($"{{{name}}}", StringComparison.Ordinal) || (!isCreate && Api.CreateOnly.Contains(name)))
                continue;
            body.Add(name, value?.DeepClone());
        }
        if (isCreate && Grants.Length > 0)
            body.Add("Permissions", new JsonArray([.. Grants.Select(grant => (JsonNode)grant.ToJson())]));
        return body;
    }
}

/// <summary>What one principal is given.</summary>
/// <param name="Principal">Its ARN.</param>
/// <param name="Actions">Such as <c>quicksight:DescribeDashboard</c>.</param>
internal sealed record Grant(string Principal, ImmutableArray<string> Actions)
{
    public JsonObject ToJson() =>
        new()
        {
            [nameof(Principal)] = Principal,
            [nameof(Actions)] = new JsonArray([.. Actions.Select(action => (JsonNode)JsonValue.Create(action))]),
        };
}
