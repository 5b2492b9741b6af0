using System.Text.Json.Nodes;
using Amazon.QuickSight.Model;

namespace StudyLake.Aws.QuickSight;

/// <summary>What was last deployed to an asset, kept as a tag on the asset.</summary>
/// <remarks>
/// QuickSight may answer with defaults that no file has, so that what it describes cannot be told from what was asked
/// for by comparing the two. The tag holds a hash of each at the moment after the deployment, and one of what no
/// description shows: if none has changed since, nothing has; and which of them has says whether the file or somebody
/// in QuickSight did it.
/// </remarks>
internal sealed class Fingerprints(QuickSightConnection connection)
{
    /// <summary>The tag's name.</summary>
    public const string Key = "studylake:deployed";

    /// <summary>How an asset stands to its file.</summary>
    public async Task<Drift> CompareAsync(
        ResolvedAsset asset,
        DeployedAsset deployed,
        CancellationToken cancellationToken
    )
    {
        var isEqual = NormalJson.AreEqual(asset.Comparable, deployed.Document);
        if (await FindAsync(asset, cancellationToken).ConfigureAwait(false) is not { } known)
            return isEqual ? Drift.None : Drift.Unknown;
        string[] hashes = [.. known.Split('-'), "", ""];
        var isFileSame = hashes[0] == NormalJson.Hash(asset.Request);
        var isAssetSame = hashes[1] == NormalJson.Hash(deployed.Document);
        // Where both were changed alike, what no description shows decides.
        if ((isFileSame && isAssetSame) || (isEqual && hashes[2] == Hidden(asset)))
            return Drift.None;
        return isAssetSame ? Drift.File
            : isFileSame ? Drift.QuickSight
            : Drift.Both;
    }

    /// <summary>Keeps what stands now.</summary>
    public async Task KeepAsync(ResolvedAsset asset, DeployedAsset deployed, CancellationToken cancellationToken)
    {
        var value = $"{NormalJson.Hash(asset.Request)}-{NormalJson.Hash(deployed.Document)}-{Hidden(asset)}";
        if (asset.Arn is null || await FindAsync(asset, cancellationToken).ConfigureAwait(false) == value)
            return;
        await connection
            .Client.TagResourceAsync(
                new TagResourceRequest { ResourceArn = asset.Arn, Tags = [new Tag { Key = Key, Value = value }] },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private async Task<string?> FindAsync(ResolvedAsset asset, CancellationToken cancellationToken)
    {
        if (asset.Arn is null)
            return null;
        var answer = await connection
            .Client.ListTagsForResourceAsync(
                new ListTagsForResourceRequest { ResourceArn = asset.Arn },
                cancellationToken
            )
            .ConfigureAwait(false);
        return (answer.Tags ?? []).FirstOrDefault(tag => tag.Key == Key)?.Value;
    }

    private static string Hidden(ResolvedAsset asset) =>
        NormalJson.Hash(
            new JsonObject(
                asset
                    .Request.Where(member => !asset.Api.Described.Contains(member.Key))
                    .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))
            )
        );
}

/// <summary>How an asset stands to its file.</summary>
public enum Drift
{
    /// <summary>As it was deployed from this file.</summary>
    None,

    /// <summary>The file was changed since.</summary>
    File,

    /// <summary>The asset was changed in QuickSight since.</summary>
    QuickSight,

    /// <summary>Both were changed, differently.</summary>
    Both,

    /// <summary>They differ, and it is not known since when: the asset was not deployed by this program.</summary>
    Unknown,
}
