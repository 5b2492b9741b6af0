namespace StudyLake.Aws.Deployment;

/// <summary>Where a backfill learns which objects there are: a listing or an inventory.</summary>
public interface IBackfillSource
{
    /// <summary>What it reads, for people and to tell the state files of two backfills apart.</summary>
    string Name { get; }

    /// <summary>The bucket that the objects are in.</summary>
    string Bucket { get; }

    /// <summary>The objects behind a position, in an order that is the same each time.</summary>
    /// <param name="position">The position of the last object that was sent, or null for all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="FormatException">What it reads has another form.</exception>
    IAsyncEnumerable<BackfillObject> ReadAsync(string? position, CancellationToken cancellationToken);
}
