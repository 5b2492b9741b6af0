namespace StudyLake.Ingest.Reconcile;

/// <summary>How a store is compared with the log.</summary>
public sealed record ReconcileOptions
{
    /// <summary>
    /// What changed that short before the listing is left alone. Default 48 hours, the age an S3 inventory may have.
    /// Zero leaves nothing alone, for a store that tells of changes to nobody else.
    /// </summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromHours(48);

    /// <summary>The most comparisons one after the other. Default 5; from 1.</summary>
    public int MaxPasses { get; init; } = 5;

    /// <summary>Whether to show the gaps and append nothing. Default false.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Events appended at once. Default 1,000.</summary>
    public int BatchEvents { get; init; } = 1_000;
}
