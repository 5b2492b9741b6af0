using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.QuickSight;
using Amazon.QuickSight.Model;
using Amazon.Runtime;

namespace StudyLake.Aws.QuickSight;

/// <summary>Reads and writes assets in QuickSight, one call after the other.</summary>
/// <param name="connection">The connection.</param>
/// <param name="accountId">The account.</param>
internal sealed class AssetStore(QuickSightConnection connection, string accountId)
{
    /// <summary>The asset as it is there; null when there is none.</summary>
    public async Task<DeployedAsset?> FindAsync(ResolvedAsset asset, CancellationToken cancellationToken)
    {
        try
        {
            return asset.Asset.Type == AssetType.Dashboard
                ? await DashboardAsync(asset, cancellationToken).ConfigureAwait(false)
                : Read(
                    asset,
                    await SendAsync("GET", asset.Api.Path, asset, null, cancellationToken).ConfigureAwait(false)
                );
        }
        catch (AmazonQuickSightException exception) when (IsMissing(exception))
        {
            return null;
        }
    }

    /// <summary>Creates the asset. It may not be ready when this returns.</summary>
    /// <returns>The version that this makes, of a dashboard or theme; null for others.</returns>
    public async Task<long?> CreateAsync(ResolvedAsset asset, CancellationToken cancellationToken)
    {
        if (asset.Api.CreatePath is not { } path)
            return await UpdateAsync(asset, cancellationToken).ConfigureAwait(false);
        var body = asset.Body(path, isCreate: true);
        return VersionOf(await SendAsync("POST", path, asset, body, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Updates the asset. It may not be ready when this returns.</summary>
    /// <returns>The version that this makes, of a dashboard or theme; null for others.</returns>
    public async Task<long?> UpdateAsync(ResolvedAsset asset, CancellationToken cancellationToken)
    {
        var path = asset.Api.UpdatePath;
        var body = asset.Body(path, isCreate: false);
        return VersionOf(await SendAsync("PUT", path, asset, body, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Shows readers a version of a dashboard.</summary>
    public Task PublishAsync(ResolvedAsset asset, long version, CancellationToken cancellationToken) =>
        connection.Client.UpdateDashboardPublishedVersionAsync(
            new UpdateDashboardPublishedVersionRequest
            {
                AwsAccountId = accountId,
                DashboardId = asset.Id,
                VersionNumber = version,
            },
            cancellationToken
        );

    /// <summary>Sends one request about an asset.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Path with labels below <c>/accounts/{AwsAccountId}</c>.</param>
    /// <param name="asset">The asset.</param>
    /// <param name="body">The members of the body; null for none.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The members of the answer.</returns>
    public Task<JsonObject> SendAsync(
        string method,
        string path,
        ResolvedAsset asset,
        JsonObject? body,
        CancellationToken cancellationToken
    ) =>
        connection.Documents.SendAsync(
            method,
            "/accounts/{AwsAccountId}" + path,
            Labels(asset),
            body,
            cancellationToken
        );

    /// <summary>Whether QuickSight says that there is no such asset.</summary>
    public static bool IsMissing(AmazonServiceException exception) =>
        exception.ErrorCode == nameof(ResourceNotFoundException);

    private async Task<DeployedAsset> DashboardAsync(ResolvedAsset asset, CancellationToken cancellationToken)
    {
        var latest = await DescribeAsync(asset, "$LATEST", cancellationToken).ConfigureAwait(false);
        Dashboard? published = null;
        try
        {
            published = await DescribeAsync(asset, "$PUBLISHED", cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonQuickSightException exception) when (IsMissing(exception))
        {
            // A dashboard whose first version failed has never been shown.
        }
        var definition = await connection
            .Documents.SendAsync(
                "GET",
                "/accounts/{AwsAccountId}/dashboards/{DashboardId}/definition",
                Labels(asset).Add("?alias-name", "$LATEST"),
                null,
                cancellationToken
            )
            .ConfigureAwait(false);
        return new DeployedAsset
        {
            Document = Only(definition, asset.Api.Described),
            Status = latest.Version?.Status?.Value,
            Errors =
            [
                .. (latest.Version?.Errors ?? []).Select(error =>
                    Error(error.Type?.Value, error.Message, error.ViolatedEntities?.Select(entity => entity.Path) ?? [])
                ),
            ],
            Version = latest.Version?.VersionNumber,
            PublishedVersion = published?.Version?.VersionNumber,
            UpdatedAt = latest.LastUpdatedTime,
        };
    }

    private async Task<Dashboard> DescribeAsync(ResolvedAsset asset, string alias, CancellationToken cancellationToken)
    {
        var response = await connection
            .Client.DescribeDashboardAsync(
                new DescribeDashboardRequest
                {
                    AwsAccountId = accountId,
                    DashboardId = asset.Id,
                    AliasName = alias,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return response.Dashboard;
    }

    private ImmutableDictionary<string, string> Labels(ResolvedAsset asset)
    {
        var labels = ImmutableDictionary<string, string>.Empty.Add("AwsAccountId", accountId);
        if (asset.DataSetId is { } dataSet)
            labels = labels.Add("DataSetId", dataSet);
        return labels.SetItem(asset.Api.IdMember, asset.Id);
    }

    // arn:…:dashboard/ID/version/3
    private static long? VersionOf(JsonObject answer) =>
        (string?)answer["VersionArn"] is { } arn
        && long.TryParse(arn[(arn.LastIndexOf('/') + 1)..], CultureInfo.InvariantCulture, out var version)
            ? version
            : null;

    private static DeployedAsset Read(ResolvedAsset asset, JsonObject answer)
    {
        var type = asset.Asset.Type;
        var body = type switch
        {
            AssetType.DataSource => answer["DataSource"],
            AssetType.DataSet => answer["DataSet"],
            AssetType.Theme => answer["Theme"],
            _ => answer,
        };
        var found = body as JsonObject ?? [];
        var version = found["Version"] as JsonObject;
        if (type == AssetType.Theme && version is not null)
            found = new JsonObject(version.Concat(found.Where(member => member.Key == "Name")).Select(Copy));
        if (type == AssetType.RefreshSchedule)
            found = new JsonObject { ["Schedule"] = Schedule(answer["RefreshSchedule"], asset.Request["Schedule"]) };
        return new DeployedAsset
        {
            Document = Only(found, AssetApi.Of(type).Described),
            Status =
                (version ?? found)["Status"] is JsonValue status && status.TryGetValue<string>(out var text)
                    ? text
                    : null,
            Errors = Errors(version?["Errors"] as JsonArray ?? [found["ErrorInfo"]?.DeepClone()]),
            Version = (long?)version?["VersionNumber"],
            UpdatedAt = body?["LastUpdatedTime"] is JsonValue at ? DateTime.UnixEpoch.AddSeconds((double)at) : null,
        };
    }

    // The ARN, and the start that QuickSight chooses where the file gives none, are no part of what is asked for.
    private static JsonObject Schedule(JsonNode? described, JsonNode? asked) =>
        new(
            (described as JsonObject ?? [])
                .Where(member => member.Key != "Arn")
                .Where(member => member.Key != "StartAfterDateTime" || asked?[member.Key] is not null)
                .Select(Copy)
        );

    private static ImmutableArray<string> Errors(JsonArray errors) =>
        [
            .. errors
                .OfType<JsonObject>()
                .Select(error =>
                    Error(
                        (string?)error["Type"],
                        (string?)error["Message"],
                        (error["ViolatedEntities"] as JsonArray ?? []).Select(entity => (string?)entity?["Path"])
                    )
                ),
        ];

    private static string Error(string? type, string? message, IEnumerable<string?> paths)
    {
        var places = string.Join(", ", paths.OfType<string>());
        return $"{type}: {message}{(places.Length == 0 ? "" : $" (at {places})")}";
    }

    private static JsonObject Only(JsonObject answer, ImmutableArray<string> names) =>
        new(answer.Where(member => names.Contains(member.Key)).Select(Copy));

    private static KeyValuePair<string, JsonNode?> Copy(KeyValuePair<string, JsonNode?> member) =>
        KeyValuePair.Create(member.Key, member.Value?.DeepClone());
}
