using System.Collections.Immutable;

namespace StudyLake.Ingest.Reconcile;

/// <summary>What one comparison of a store with the log found.</summary>
public sealed record ReconcilePass
{
    /// <summary>Objects in the listing.</summary>
    public required long ListedObjects { get; init; }

    /// <summary>Versions about which log and store disagree, by reason.</summary>
    public required ImmutableSortedDictionary<GapReason, long> Gaps { get; init; }

    /// <summary>Of these, the ones whose event is now in the log; 0 in a dry run.</summary>
    public required long Closed { get; init; }

    /// <summary>Of these, the ones that could not be read now, or were changed again since they were listed.</summary>
    public required long Unreadable { get; init; }

    /// <summary>Versions that differ and changed too recently to count as a gap.</summary>
    public required long InFlight { get; init; }

    /// <summary>Why removals were not looked for, or null when they were.</summary>
    public required string? RemovalsSkipped { get; init; }

    /// <summary>All gaps.</summary>
    public long GapCount => Gaps.Values.Sum();
}
