using StudyLake.Events;

namespace StudyLake.Ingest.Reconcile;

/// <summary>A store seen as a list: a folder walk, a listing of a bucket, or an inventory of it.</summary>
/// <remarks>
/// The listing retries what may pass by itself; what it throws ends the comparison, and the next one begins anew.
/// Nothing that was appended by then needs to be taken back.
/// </remarks>
public interface IStoreListing
{
    /// <summary>The store, as <see cref="StudyEvent.Source"/>.</summary>
    string Source { get; }

    /// <summary>
    /// When the listing was made, by the store's clock, UTC: of an inventory its creation, else the moment at which the
    /// listing began. Changes shortly before it may be missing.
    /// </summary>
    DateTime ListedAt { get; }

    /// <summary>
    /// After the listing was read to its end: why some objects may be missing in it, or null when it is complete. An
    /// incomplete listing proves no removal.
    /// </summary>
    string? IncompleteReason { get; }

    /// <summary>Every object once, in any order.</summary>
    IAsyncEnumerable<ListedObject> ListAsync(CancellationToken cancellationToken);

    /// <summary>Reads the header of a listed version as the change given.</summary>
    /// <returns>
    /// Its event; <c>object_superseded</c> when it is no longer what was listed; null when it cannot be read now, such
    /// as for want of a permission.
    /// </returns>
    ValueTask<StudyEvent?> ReadAsync(
        ListedObject item,
        ListedVersion version,
        ObjectChange change,
        CancellationToken cancellationToken
    );
}
