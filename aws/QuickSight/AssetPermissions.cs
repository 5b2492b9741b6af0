using System.Collections.Immutable;
using Amazon.QuickSight.Model;

namespace StudyLake.Aws.QuickSight;

/// <summary>Gives principals what files give them; takes nothing away from anybody.</summary>
/// <param name="connection">The connection.</param>
/// <param name="accountId">The account.</param>
internal sealed class AssetPermissions(QuickSightConnection connection, string accountId)
{
    /// <summary>The part of an asset's grants that is not there yet.</summary>
    public async Task<ImmutableArray<Grant>> MissingAsync(ResolvedAsset asset, CancellationToken cancellationToken)
    {
        if (asset.Grants.IsEmpty)
            return [];
        var found = await FindAsync(asset, cancellationToken).ConfigureAwait(false);
        var held = found
            .GroupBy(permission => permission.Principal)
            .ToDictionary(
                group => group.Key,
                group => group.SelectMany(permission => permission.Actions ?? []).ToHashSet(StringComparer.Ordinal),
                StringComparer.Ordinal
            );
        return
        [
            .. asset.Grants.Where(grant =>
                !held.TryGetValue(grant.Principal, out var actions) || !grant.Actions.All(actions.Contains)
            ),
        ];
    }

    /// <summary>Grants it.</summary>
    public async Task GrantAsync(ResolvedAsset asset, ImmutableArray<Grant> grants, CancellationToken cancellationToken)
    {
        var client = connection.Client;
        List<ResourcePermission> given =
        [
            .. grants.Select(grant => new ResourcePermission
            {
                Principal = grant.Principal,
                Actions = [.. grant.Actions],
            }),
        ];
        Task call = asset.Asset.Type switch
        {
            AssetType.DataSource => client.UpdateDataSourcePermissionsAsync(
                new()
                {
                    AwsAccountId = accountId,
                    DataSourceId = asset.Id,
                    GrantPermissions = given,
                },
                cancellationToken
            ),
            AssetType.DataSet => client.UpdateDataSetPermissionsAsync(
                new()
                {
                    AwsAccountId = accountId,
                    DataSetId = asset.Id,
                    GrantPermissions = given,
                },
                cancellationToken
            ),
            AssetType.Theme => client.UpdateThemePermissionsAsync(
                new()
                {
                    AwsAccountId = accountId,
                    ThemeId = asset.Id,
                    GrantPermissions = given,
                },
                cancellationToken
            ),
            AssetType.Dashboard => client.UpdateDashboardPermissionsAsync(
                new()
                {
                    AwsAccountId = accountId,
                    DashboardId = asset.Id,
                    GrantPermissions = given,
                },
                cancellationToken
            ),
            _ => Task.CompletedTask,
        };
        await call.ConfigureAwait(false);
    }

    private async Task<List<ResourcePermission>> FindAsync(ResolvedAsset asset, CancellationToken cancellationToken)
    {
        var client = connection.Client;
        return asset.Asset.Type switch
            {
                AssetType.DataSource => (
                    await client
                        .DescribeDataSourcePermissionsAsync(
                            new() { AwsAccountId = accountId, DataSourceId = asset.Id },
                            cancellationToken
                        )
                        .ConfigureAwait(false)
                ).Permissions,
                AssetType.DataSet => (
                    await client
                        .DescribeDataSetPermissionsAsync(
                            new() { AwsAccountId = accountId, DataSetId = asset.Id },
                            cancellationToken
                        )
                        .ConfigureAwait(false)
                ).Permissions,
                AssetType.Theme => (
                    await client
                        .DescribeThemePermissionsAsync(
                            new() { AwsAccountId = accountId, ThemeId = asset.Id },
                            cancellationToken
                        )
                        .ConfigureAwait(false)
                ).Permissions,
                AssetType.Dashboard => (
                    await client
                        .DescribeDashboardPermissionsAsync(
                            new() { AwsAccountId = accountId, DashboardId = asset.Id },
                            cancellationToken
                        )
                        .ConfigureAwait(false)
                ).Permissions,
                _ => [],
            } ?? [];
    }
}
