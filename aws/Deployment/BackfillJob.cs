using Amazon.S3;
using Amazon.SQS;

namespace StudyLake.Aws.Deployment;

/// <summary>Which objects a backfill is about.</summary>
public sealed record BackfillChoice
{
    /// <summary>Only keys that begin with it; for a listing.</summary>
    public string Prefix { get; init; } = "";

    /// <summary><c>s3://…/manifest.json</c> or a CSV file; null for a listing.</summary>
    public string? Inventory { get; init; }

    /// <summary>Columns of a CSV file without a manifest.</summary>
    public string InventoryColumns { get; init; } = Deployment.InventoryColumns.Required;

    /// <summary>Whether older versions and delete markers are sent too; for a listing.</summary>
    public bool AllVersions { get; init; }
}

/// <summary>A backfill of the source bucket of a stack.</summary>
public sealed class BackfillJob : IDisposable
{
    private readonly AmazonS3Client _s3;
    private readonly AmazonSQSClient _sqs;
    private readonly IBackfillSource _source;
    private readonly Backfill _backfill;

    private BackfillJob(AmazonS3Client s3, AmazonSQSClient sqs, IBackfillSource source, Backfill backfill)
    {
        (_s3, _sqs, _source, _backfill) = (s3, sqs, source, backfill);
    }

    /// <summary>What is read.</summary>
    public string Source => _source.Name;

    /// <summary>Objects sent so far, those of earlier runs included.</summary>
    public long Sent => _backfill.Sent;

    /// <summary>Opens it.</summary>
    /// <exception cref="AwsCommandException">There is no such stack, or AWS refused.</exception>
    /// <exception cref="FormatException">The inventory is none that can be used.</exception>
    public static async Task<BackfillJob> OpenAsync(
        AwsCommandLine aws,
        string stackName,
        BackfillChoice choice,
        string stateFile,
        double objectsPerSecond,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var stack = await StackState.GetAsync(aws, stackName, cancellationToken).ConfigureAwait(false);
        var clients = await ServiceClients.OpenAsync(aws, cancellationToken).ConfigureAwait(false);
        var bucket = stack.Output("SourceBucketName");
        var s3 = clients.S3();
        var sqs = clients.Sqs();
        try
        {
            IBackfillSource source = choice.Inventory is null
                ? new ListingSource(s3, bucket, choice.Prefix, choice.AllVersions)
                : await ServiceClients
                    .GuardAsync(() =>
                        InventorySource.OpenAsync(
                            s3,
                            choice.Inventory,
                            bucket,
                            choice.InventoryColumns,
                            cancellationToken
                        )
                    )
                    .ConfigureAwait(false);
            var options = new BackfillOptions
            {
                QueueUrl = stack.Output("IngestQueueUrl"),
                Region = clients.Region,
                StateFile = stateFile,
                ObjectsPerSecond = objectsPerSecond,
            };
            return new BackfillJob(s3, sqs, source, new Backfill(sqs, options, time));
        }
        catch
        {
            s3.Dispose();
            sqs.Dispose();
            throw;
        }
    }

    /// <summary>Sends what is left, and gives the objects sent by this run.</summary>
    /// <exception cref="AwsCommandException">AWS refused.</exception>
    /// <exception cref="FormatException">The state is of another backfill, or the inventory is damaged.</exception>
    public Task<long> RunAsync(CancellationToken cancellationToken) =>
        ServiceClients.GuardAsync(() => _backfill.RunAsync(_source, cancellationToken));

    /// <inheritdoc />
    public void Dispose()
    {
        _s3.Dispose();
        _sqs.Dispose();
    }
}
