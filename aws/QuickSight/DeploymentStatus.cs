using System.Collections.Immutable;
using Amazon.QuickSight.Model;

namespace StudyLake.Aws.QuickSight;

/// <summary>How one asset of a stage stands.</summary>
public sealed record AssetStatus
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>Such as <c>data set</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The id in the stage.</summary>
    public required string Id { get; init; }

    /// <summary>Whether it is there.</summary>
    public required bool IsDeployed { get; init; }

    /// <summary>QuickSight's word, such as <c>UPDATE_FAILED</c>; null where it has none.</summary>
    public string? Status { get; init; }

    /// <summary>Why it failed; empty unless it did.</summary>
    public ImmutableArray<string> Errors { get; init; } = [];

    /// <summary>The latest version of a dashboard or theme.</summary>
    public long? Version { get; init; }

    /// <summary>The version that readers see; null unless it is a dashboard.</summary>
    public long? PublishedVersion { get; init; }

    /// <summary>When it was last changed, UTC.</summary>
    public DateTime? UpdatedAt { get; init; }

    /// <summary>How it stands to the file.</summary>
    public Drift Drift { get; init; }

    /// <summary>Up to five places where the two differ, as JSON paths; defaults that QuickSight adds are among them.</summary>
    public ImmutableArray<string> Differences { get; init; } = [];

    /// <summary>The last reading of a data set into SPICE; null for none and for others.</summary>
    public IngestionStatus? Ingestion { get; init; }

    /// <summary>Whether nothing is to be done.</summary>
    public bool IsWell =>
        IsDeployed
        && Drift == Drift.None
        && Status?.EndsWith("_FAILED", StringComparison.Ordinal) != true
        && Ingestion?.Status is not "FAILED";
}

/// <summary>One reading of a data set into SPICE.</summary>
/// <param name="Status">Such as <c>COMPLETED</c>.</param>
/// <param name="StartedAt">UTC; null where that is not told.</param>
/// <param name="Rows">Rows read; null while that is not known.</param>
/// <param name="DroppedRows">Rows that did not fit the columns' types.</param>
/// <param name="Error">Why it failed; null unless it did.</param>
public sealed record IngestionStatus(string Status, DateTime? StartedAt, long? Rows, long? DroppedRows, string? Error);

/// <summary>Compares a stage with files.</summary>
/// <param name="connection">QuickSight.</param>
/// <param name="stage">The stage.</param>
public sealed class DeploymentStatus(QuickSightConnection connection, DeploymentStage stage)
{
    private readonly AssetStore _store = new(connection, stage.AccountId);
    private readonly Fingerprints _fingerprints = new(connection);

    /// <summary>Asks for every asset, in the order of a deployment.</summary>
    /// <exception cref="DashboardDeploymentException">QuickSight refused a question.</exception>
    public async Task<ImmutableArray<AssetStatus>> GetAsync(
        IReadOnlyCollection<DashboardAsset> assets,
        CancellationToken cancellationToken
    )
    {
        var placeholders = new Placeholders(stage, assets);
        var found = ImmutableArray.CreateBuilder<AssetStatus>();
        foreach (var asset in AssetOrder.Of(assets.Select(placeholders.Resolve)))
            found.Add(
                await QuickSightFailure
                    .GuardAsync(asset.Label, () => GetAsync(asset, cancellationToken))
                    .ConfigureAwait(false)
            );
        return found.ToImmutable();
    }

    private async Task<AssetStatus> GetAsync(ResolvedAsset asset, CancellationToken cancellationToken)
    {
        var status = new AssetStatus
        {
            File = asset.Asset.File,
            Kind = asset.Api.Word,
            Id = asset.Id,
            IsDeployed = false,
        };
        if (await _store.FindAsync(asset, cancellationToken).ConfigureAwait(false) is not { IsDeleted: false } deployed)
            return status;
        var drift = await _fingerprints.CompareAsync(asset, deployed, cancellationToken).ConfigureAwait(false);
        return status with
        {
            IsDeployed = true,
            Status = deployed.Status,
            Errors = deployed.Errors,
            Version = deployed.Version,
            PublishedVersion = deployed.PublishedVersion,
            UpdatedAt = deployed.UpdatedAt,
            Drift = drift,
            Differences =
                drift == Drift.None ? [] : NormalJson.Differences(asset.Comparable, deployed.Document, limit: 5),
            Ingestion =
                asset.Asset.Type == AssetType.DataSet && (string?)asset.Request["ImportMode"] == "SPICE"
                    ? await IngestionAsync(asset.Id, cancellationToken).ConfigureAwait(false)
                    : null,
        };
    }

    private async Task<IngestionStatus?> IngestionAsync(string dataSetId, CancellationToken cancellationToken)
    {
        var answer = await connection
            .Client.ListIngestionsAsync(
                new ListIngestionsRequest
                {
                    AwsAccountId = stage.AccountId,
                    DataSetId = dataSetId,
                    MaxResults = 100,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        var last = (answer.Ingestions ?? []).MaxBy(ingestion => ingestion.CreatedTime);
        return last is null
            ? null
            : new IngestionStatus(
                last.IngestionStatus?.Value ?? "",
                last.CreatedTime,
                last.RowInfo?.RowsIngested,
                last.RowInfo?.RowsDropped,
                last.ErrorInfo is { } error ? $"{error.Type?.Value}: {error.Message}" : null
            );
    }
}
