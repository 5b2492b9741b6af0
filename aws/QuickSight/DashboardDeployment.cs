using System.Collections.Immutable;

namespace StudyLake.Aws.QuickSight;

/// <summary>Brings the assets of a stage to what files say, each after those it needs.</summary>
/// <param name="connection">QuickSight.</param>
/// <param name="stage">Where to.</param>
/// <param name="time">The clock of the polling.</param>
/// <param name="say">Takes one line for each asset when something is done with it, and while it is waited for.</param>
/// <remarks>
/// It can be stopped at any point and run again: what stands is compared with the files and not with what an earlier
/// run did. Deploying what is deployed already only reads.
/// </remarks>
public sealed class DashboardDeployment(
    QuickSightConnection connection,
    DeploymentStage stage,
    TimeProvider time,
    Action<string> say
)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    private readonly AssetStore _store = new(connection, stage.AccountId);
    private readonly AssetPermissions _permissions = new(new AssetStore(connection, stage.AccountId));
    private readonly Fingerprints _fingerprints = new(connection);

    /// <summary>Deploys.</summary>
    /// <param name="assets">Every file.</param>
    /// <param name="isDryRun">True to change nothing and only tell what would be done.</param>
    /// <param name="changed">Takes each asset when it is done.</param>
    /// <param name="cancellationToken">Stops before the next call; what QuickSight is doing goes on there.</param>
    /// <exception cref="DashboardDeploymentException">QuickSight refused an asset, or failed on it later. Those before it stand.</exception>
    public async Task DeployAsync(
        IReadOnlyCollection<DashboardAsset> assets,
        bool isDryRun,
        Action<AssetChange> changed,
        CancellationToken cancellationToken
    )
    {
        var placeholders = new Placeholders(stage, assets);
        foreach (var asset in AssetOrder.Of(assets.Select(placeholders.Resolve)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            changed(
                await QuickSightFailure
                    .GuardAsync(asset.Label, () => DeployAsync(asset, isDryRun, cancellationToken))
                    .ConfigureAwait(false)
            );
        }
    }

    private async Task<AssetChange> DeployAsync(ResolvedAsset asset, bool isDryRun, CancellationToken cancellationToken)
    {
        var found = await _store.FindAsync(asset, cancellationToken).ConfigureAwait(false);
        // What a run before this one, or somebody else, has begun.
        if (found is { IsChanging: true } && !isDryRun)
            found = await WaitAsync(asset, null, cancellationToken).ConfigureAwait(false);
        var drift = found is null or { IsDeleted: true }
            ? Drift.File
            : await _fingerprints.CompareAsync(asset, found, cancellationToken).ConfigureAwait(false);
        var action =
            found is null or { IsDeleted: true } ? AssetAction.Created
            : found.IsFailed || drift != Drift.None ? AssetAction.Updated
            : found.PublishedVersion != found.Version && asset.Asset.Type == AssetType.Dashboard ? AssetAction.Published
            : AssetAction.Unchanged;
        var missing =
            action == AssetAction.Created
                ? []
                : await _permissions.MissingAsync(asset, cancellationToken).ConfigureAwait(false);
        if (action == AssetAction.Unchanged && missing.Length > 0)
            action = AssetAction.Granted;
        var change = new AssetChange(
            asset.Asset.File,
            asset.Api.Word,
            asset.Id,
            action,
            Overwritten: action == AssetAction.Updated && drift is Drift.QuickSight or Drift.Both
        );
        return isDryRun
            ? change
            : change with
            {
                Version = await ApplyAsync(asset, found, action, missing, cancellationToken).ConfigureAwait(false),
            };
    }

    private async Task<long?> ApplyAsync(
        ResolvedAsset asset,
        DeployedAsset? found,
        AssetAction action,
        ImmutableArray<Grant> missing,
        CancellationToken cancellationToken
    )
    {
        if (action is AssetAction.Created or AssetAction.Updated)
        {
            CheckUnchangeable(asset, found);
            var made =
                action == AssetAction.Created
                    ? await _store.CreateAsync(asset, cancellationToken).ConfigureAwait(false)
                    : await _store.UpdateAsync(asset, cancellationToken).ConfigureAwait(false);
            found = await WaitAsync(asset, made, cancellationToken).ConfigureAwait(false);
            if (found.IsFailed)
                throw new DashboardDeploymentException(
                    $"{asset.Label} ({asset.Asset.File}): expected QuickSight to take it, found {found.Status}"
                )
                {
                    Details = found.Errors,
                };
        }
        if (missing.Length > 0)
            await _permissions.GrantAsync(asset, missing, cancellationToken).ConfigureAwait(false);
        if (found is null)
            return null;
        if (
            asset.Asset.Type == AssetType.Dashboard
            && found.Version is { } version
            && found.PublishedVersion != version
        )
            await _store.PublishAsync(asset, version, cancellationToken).ConfigureAwait(false);
        await _fingerprints.KeepAsync(asset, found, cancellationToken).ConfigureAwait(false);
        return asset.Asset.Type == AssetType.Dashboard ? found.Version : null;
    }

    private async Task<DeployedAsset> WaitAsync(ResolvedAsset asset, long? version, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + Patience;
        for (var polls = 0; ; polls++)
        {
            var found = await _store.FindAsync(asset, cancellationToken).ConfigureAwait(false);
            // A description may be of the version before for a moment.
            if (found is { IsChanging: false } && !(found.Version < version))
                return found;
            if (time.GetUtcNow() > until)
                throw new DashboardDeploymentException(
                    $"{asset.Label}: expected it to be done within {Patience.TotalMinutes} minutes, found {found?.Status ?? "nothing"}; run the same again later."
                );
            if (polls == 2)
                say($"{asset.Label}: QuickSight is at work ({found?.Status ?? "not there yet"})");
            await Task.Delay(Period, time, cancellationToken).ConfigureAwait(false);
        }
    }

    // An update leaves these members out, so that it would change nothing and be tried again for ever.
    private static void CheckUnchangeable(ResolvedAsset asset, DeployedAsset? found)
    {
        if (found is null or { IsDeleted: true })
            return;
        foreach (var name in asset.Api.CreateOnly.Intersect(asset.Api.Described))
        {
            var (asked, standing) = (asset.Request[name], found.Document[name]);
            if (!NormalJson.AreEqual(asked, standing))
                throw new DashboardDeploymentException(
                    $"{asset.Label}: expected {name} to be {asked?.ToJsonString() ?? "absent"}, found {standing?.ToJsonString() ?? "none"}, which cannot be changed: delete it in QuickSight first."
                );
        }
    }
}
