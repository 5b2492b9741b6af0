using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace StudyLake.Aws.QuickSight;

/// <summary>Gives principals what files give them; takes nothing away from anybody.</summary>
/// <param name="store">The assets.</param>
internal sealed class AssetPermissions(AssetStore store)
{
    /// <summary>The part of an asset's grants that is not there yet.</summary>
    public async Task<ImmutableArray<Grant>> MissingAsync(ResolvedAsset asset, CancellationToken cancellationToken)
    {
        if (asset.Grants.IsEmpty || asset.Api.GrantMethod is null)
            return [];
        var answer = await SendAsync("GET", asset, null, cancellationToken).ConfigureAwait(false);
        var held = (answer["Permissions"] as JsonArray ?? [])
            .SelectMany(
                permission => permission?["Actions"] as JsonArray ?? [],
                (permission, action) => ((string?)permission?["Principal"], (string?)action)
            )
            .ToHashSet();
        return [.. asset.Grants.Where(grant => !grant.Actions.All(action => held.Contains((grant.Principal, action))))];
    }

    /// <summary>Grants it.</summary>
    public Task GrantAsync(ResolvedAsset asset, ImmutableArray<Grant> grants, CancellationToken cancellationToken) =>
        asset.Api.GrantMethod is not { } method
            ? Task.CompletedTask
            : SendAsync(
                method,
                asset,
                new JsonObject
                {
                    ["GrantPermissions"] = new JsonArray([.. grants.Select(grant => (JsonNode)grant.ToJson())]),
                },
                cancellationToken
            );

    private Task<JsonObject> SendAsync(
        string method,
        ResolvedAsset asset,
        JsonObject? body,
        CancellationToken cancellationToken
    ) => store.SendAsync(method, $"{asset.Api.Path}/permissions", asset, body, cancellationToken);
}
