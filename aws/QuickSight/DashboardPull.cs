using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace StudyLake.Aws.QuickSight;

/// <summary>Brings files to what QuickSight has, for what was changed there by hand.</summary>
/// <param name="connection">QuickSight.</param>
/// <param name="stage">The stage; its placeholders are put back.</param>
public sealed partial class DashboardPull(QuickSightConnection connection, DeploymentStage stage)
{
    private readonly AssetStore _store = new(connection, stage.AccountId);
    private readonly Fingerprints _fingerprints = new(connection);

    /// <summary>
    /// One dashboard with its theme, data sets and data sources, and what files say of their refreshes; or everything
    /// that files describe. Nothing is written here.
    /// </summary>
    /// <param name="assets">Every file.</param>
    /// <param name="dashboardId">The dashboard, by its id in the files or in the stage; null for all files.</param>
    /// <param name="folder">Where new files are to be.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="DashboardDeploymentException">There is no such dashboard, or an id cannot be a file's name.</exception>
    public async Task<ImmutableArray<PulledFile>> PullAsync(
        IReadOnlyCollection<DashboardAsset> assets,
        string? dashboardId,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var placeholders = new Placeholders(stage, assets);
        var known = AssetOrder.Of(assets.Select(placeholders.Resolve));
        var waiting = new Queue<ResolvedAsset>(
            dashboardId is null ? known : [Dashboard(known, placeholders, dashboardId, folder)]
        );
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var pulled = ImmutableArray.CreateBuilder<PulledFile>();
        while (waiting.TryDequeue(out var asset))
        {
            if (!seen.Add($"{asset.Asset.Type}/{asset.DataSetId}/{asset.Id}"))
                continue;
            var found = await QuickSightFailure
                .GuardAsync(asset.Label, () => _store.FindAsync(asset, cancellationToken))
                .ConfigureAwait(false);
            var isFile = known.Contains(asset);
            if (found is null or { IsDeleted: true })
            {
                if (asset.Asset.Type == AssetType.Dashboard && dashboardId is not null)
                    throw new DashboardDeploymentException(
                        $"Expected a dashboard {asset.Id} in account {stage.AccountId} and {stage.Region}, found none."
                    );
                if (isFile)
                    pulled.Add(new(asset.Asset.File, asset.Api.Word, asset.Id, PulledState.Missing, null));
                continue;
            }
            if (found.IsChanging)
                throw new DashboardDeploymentException(
                    $"{asset.Label}: expected it to stand still, found {found.Status}."
                );
            pulled.Add(await PullAsync(asset, found, isFile, placeholders, cancellationToken).ConfigureAwait(false));
            if (dashboardId is null)
                continue;
            foreach (
                var arn in AssetOrder
                    .Texts(found.Document)
                    .Where(text => text.StartsWith("arn:", StringComparison.Ordinal))
            )
            {
                if (Needed(known, placeholders, arn, folder) is { } needed)
                    waiting.Enqueue(needed);
            }
            foreach (
                var refresh in known.Where(other =>
                    other.DataSetId == asset.Id && asset.Asset.Type == AssetType.DataSet
                )
            )
                waiting.Enqueue(refresh);
        }
        return pulled.ToImmutable();
    }

    private async Task<PulledFile> PullAsync(
        ResolvedAsset asset,
        DeployedAsset found,
        bool isFile,
        Placeholders placeholders,
        CancellationToken cancellationToken
    )
    {
        var drift = isFile
            ? await QuickSightFailure
                .GuardAsync(asset.Label, () => _fingerprints.CompareAsync(asset, found, cancellationToken))
                .ConfigureAwait(false)
            : Drift.Unknown;
        if (drift == Drift.None)
            return new(asset.Asset.File, asset.Api.Word, asset.Id, PulledState.Unchanged, null);
        var merged = AssetMerge.Of(asset, found.Document, placeholders.Restore(found.Document));
        return new(
            asset.Asset.File,
            asset.Api.Word,
            asset.Id,
            isFile ? PulledState.Changed : PulledState.Added,
            NormalJson.File(merged)
        );
    }

    private ResolvedAsset Dashboard(
        ImmutableArray<ResolvedAsset> known,
        Placeholders placeholders,
        string id,
        string folder
    ) =>
        known.FirstOrDefault(asset =>
            asset.Asset.Type == AssetType.Dashboard && (asset.Asset.Id == id || asset.Id == id)
        ) ?? Foreign(AssetType.Dashboard, placeholders.FileId(id), id, folder);

    private ResolvedAsset? Needed(
        ImmutableArray<ResolvedAsset> known,
        Placeholders placeholders,
        string arn,
        string folder
    )
    {
        if (known.FirstOrDefault(asset => asset.Arn == arn) is { } asset)
            return asset;
        if (placeholders.Parse(arn) is not { } parsed)
            return null;
        AssetType? type = parsed.Word switch
        {
            "dataset" => AssetType.DataSet,
            "datasource" => AssetType.DataSource,
            "theme" => AssetType.Theme,
            _ => null,
        };
        return type is { } kind ? Foreign(kind, placeholders.FileId(parsed.Id), parsed.Id, folder) : null;
    }

    private ResolvedAsset Foreign(AssetType type, string fileId, string id, string folder)
    {
        if (!FileName().IsMatch(fileId))
            throw new DashboardDeploymentException(
                $"Expected an id of letters, digits, - and _ to name a file after, found {fileId}."
            );
        var api = AssetApi.Of(type);
        var request = new JsonObject { ["AwsAccountId"] = "${AccountId}", [api.IdMember] = fileId };
        return new ResolvedAsset
        {
            Asset = new DashboardAsset(type, Path.Combine(folder, api.ArnWord ?? "", $"{fileId}.json"), request),
            Id = id,
            DataSetId = null,
            Arn = $"arn:{stage.Partition}:quicksight:{stage.Region}:{stage.AccountId}:{api.ArnWord}/{id}",
            Request = [],
            Grants = [],
        };
    }

    [GeneratedRegex(@"^[\w-]{1,200}$", RegexOptions.ECMAScript)]
    private static partial Regex FileName();
}
