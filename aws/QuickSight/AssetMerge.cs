using System.Text.Json.Nodes;

namespace StudyLake.Aws.QuickSight;

/// <summary>Brings a file to what QuickSight describes, and leaves every part of it that means the same as it is.</summary>
internal static class AssetMerge
{
    /// <summary>The file with the described members in place of its own.</summary>
    /// <param name="asset">The file and its request.</param>
    /// <param name="described">The described members.</param>
    /// <param name="restored">The same, with placeholders put back.</param>
    public static JsonObject Of(ResolvedAsset asset, JsonObject described, JsonObject restored)
    {
        var merged = asset.Asset.Request.DeepClone().AsObject();
        foreach (var name in asset.Api.Described)
        {
            merged.Remove(name);
            if (Node(asset.Asset.Request[name], asset.Request[name], described[name], restored[name]) is { } node)
                merged.Add(name, node);
        }
        return merged;
    }

    private static JsonNode? Node(JsonNode? file, JsonNode? request, JsonNode? described, JsonNode? restored)
    {
        if (NormalJson.AreEqual(request, described))
            return file?.DeepClone();
        return (file, request, described, restored) switch
        {
            (JsonObject a, JsonObject b, JsonObject c, JsonObject d) => Members(a, b, c, d),
            (JsonArray a, JsonArray b, JsonArray c, JsonArray d) => Items(a, b, c, d),
            _ => NormalJson.ForFile(restored),
        };
    }

    private static JsonObject Members(JsonObject file, JsonObject request, JsonObject described, JsonObject restored)
    {
        var merged = new JsonObject();
        foreach (var name in file.Select(member => member.Key).Union(described.Select(member => member.Key)))
        {
            if (Node(file[name], request[name], described[name], restored[name]) is { } node)
                merged.Add(name, node);
        }
        return merged;
    }

    // An item is that of the file at the same place, or where the lists have other lengths, an equal one of the file.
    private static JsonArray Items(JsonArray file, JsonArray request, JsonArray described, JsonArray restored)
    {
        var texts = request.Select(NormalJson.Text).ToList();
        var merged = new JsonArray();
        for (var index = 0; index < described.Count; index++)
        {
            var place = file.Count == described.Count ? index : texts.IndexOf(NormalJson.Text(described[index]));
            var item =
                place < 0
                    ? NormalJson.ForFile(restored[index])
                    : Node(file[place], request[place], described[index], restored[index]);
            merged.Add(item);
        }
        return merged;
    }
}
