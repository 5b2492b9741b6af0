using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StudyLake.Aws.QuickSight;

/// <summary>Puts assets into an order in which each comes after those that its request names.</summary>
internal static class AssetOrder
{
    /// <summary>The assets, by kind and id where nothing else decides.</summary>
    /// <exception cref="DashboardDeploymentException">Two need each other, or two files give one id.</exception>
    public static ImmutableArray<ResolvedAsset> Of(IEnumerable<ResolvedAsset> assets)
    {
        var sorted = assets
            .OrderBy(asset => asset.Asset.Type)
            .ThenBy(asset => asset.Id, StringComparer.Ordinal)
            .ThenBy(asset => asset.DataSetId, StringComparer.Ordinal)
            .ToList();
        foreach (var twice in sorted.GroupBy(asset => (asset.Asset.Type, asset.Id, asset.DataSetId)))
        {
            if (twice.Skip(1).FirstOrDefault() is { } second)
                throw new DashboardDeploymentException(
                    $"Expected one file for {second.Label}, found {twice.First().Asset.File} and {second.Asset.File}."
                );
        }
        var byArn = sorted.Where(asset => asset.Arn is not null).ToDictionary(asset => asset.Arn ?? "");
        var done = new HashSet<ResolvedAsset>();
        var open = new HashSet<ResolvedAsset>();
        var ordered = ImmutableArray.CreateBuilder<ResolvedAsset>();
        foreach (var asset in sorted)
            Visit(asset);
        return ordered.ToImmutable();

        void Visit(ResolvedAsset asset)
        {
            if (done.Contains(asset))
                return;
            if (!open.Add(asset))
                throw new DashboardDeploymentException(
                    $"Expected assets that do not need each other, found a circle at {asset.Label}."
                );
            foreach (var text in Texts(asset.Request))
            {
                if (byArn.TryGetValue(text, out var needed) && !ReferenceEquals(needed, asset))
                    Visit(needed);
            }
            done.Add(asset);
            ordered.Add(asset);
        }
    }

    /// <summary>Every text of a document.</summary>
    public static IEnumerable<string> Texts(JsonNode? node) =>
        node switch
        {
            JsonObject value => value.SelectMany(member => Texts(member.Value)),
            JsonArray list => list.SelectMany(Texts),
            JsonValue value when value.GetValueKind() == JsonValueKind.String => [value.GetValue<string>()],
            _ => [],
        };
}
