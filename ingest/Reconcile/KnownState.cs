using StudyLake.Events;

namespace StudyLake.Ingest.Reconcile;

/// <summary>What the log says of the state of a version, by which a listing is compared with it.</summary>
/// <param name="OccurredAt">When it came about, by the store's clock, UTC.</param>
/// <param name="ObjectBytes">Size in bytes; null when it is gone.</param>
/// <param name="Etag">Entity tag without quotes; null in a folder.</param>
/// <param name="IsWithheld">Whether the store would not give its bytes, so that the tag says nothing of the reading.</param>
public readonly record struct KnownState(DateTime OccurredAt, long? ObjectBytes, string? Etag, bool IsWithheld = false)
{
    /// <summary>The state that an event tells of.</summary>
    public static KnownState Of(StudyEvent item) =>
        new(
            item.OccurredAt,
            item.ObjectBytes,
            item.Etag,
            item is ObjectRejected { Reason: RejectionReason.Archived or RejectionReason.Undecryptable }
        );

    /// <summary>
    /// Whether a listed version is in that state: by its entity tag where the store has them, else by size and time. The
    /// same bytes stored again in a readable form have the same tag, so of a withheld object the time is asked too.
    /// </summary>
    public bool Matches(ListedVersion listed) =>
        Etag is not null && listed.Etag is not null && !IsWithheld
            ? Etag == listed.Etag
            : ObjectBytes == listed.ObjectBytes && IsAt(listed.ModifiedAt);

    // What is known from Parquet alone is known to the millisecond.
    private bool IsAt(DateTime moment) =>
        OccurredAt == moment
        || (
            OccurredAt.Ticks % TimeSpan.TicksPerMillisecond == 0
            && OccurredAt.Ticks == moment.Ticks - (moment.Ticks % TimeSpan.TicksPerMillisecond)
        );
}
