using System.Collections.Immutable;
using StudyLake.Events;
using StudyLake.Events.Fold;

namespace StudyLake.Ingest.Reconcile;

/// <summary>Compares one object of a store with what the log says of it. Pure.</summary>
/// <remarks>
/// <para>
/// A gap's order key must beat the state of its version that the log knows, and stand between its neighbours in the
/// order of versions, and lose to every notification that may still come. So the versions are gone through from the
/// oldest, and a gap gets the next key after the greatest one met before it. A version that is known, but by a key that
/// no longer stands after those of older versions, is a gap too: it was found by comparing, and late notifications of
/// older versions have overtaken it since.
/// </para>
/// <para>
/// What changed after <paramref name="settledBefore"/> is left alone: its notification may be on the way, and an
/// inventory may not show it yet. The log must be read no earlier than its events of before that moment are in it.
/// </para>
/// </remarks>
/// <param name="settledBefore">The moment of the listing less the grace, by the store's clock, UTC.</param>
public sealed class GapFinder(DateTime settledBefore)
{
    /// <summary>Versions that were left alone because they changed too recently.</summary>
    public long InFlight { get; private set; }

    /// <summary>The gaps of an object that is listed.</summary>
    /// <param name="listed">The object as listed.</param>
    /// <param name="known">What the log says of it, or null when no event names it.</param>
    public ImmutableArray<Gap> Listed(ListedObject listed, FoldedObject<KnownState>? known)
    {
        var gaps = ImmutableArray.CreateBuilder<Gap>();
        var reached = OrderKey.Beginning;
        foreach (var version in listed.Versions)
        {
            var found = known?.Find(version.VersionId ?? ChangeReading.NoVersion);
            if (found is { } same && IsSame(version, same) && IsAfter(same.Reading.OrderKey, reached))
            {
                reached = same.Reading.OrderKey;
                continue;
            }
            if (IsRecent(version.ModifiedAt) || (found is { } recent && IsRecent(recent.Kept.OccurredAt)))
            {
                InFlight++;
                continue;
            }
            var seen = found is { } other ? Later(reached, other.Reading.OrderKey) : reached;
            reached = OrderKey.AfterReconciling(seen);
            gaps.Add(new Gap(ReasonOf(version, found), version, version.VersionId, reached));
        }
        if (known is not null)
            AddRemoved(listed.Versions, known, gaps);
        return gaps.DrainToImmutable();
    }

    /// <summary>The gaps of an object that the log knows and a complete listing does not have.</summary>
    public ImmutableArray<Gap> Unlisted(FoldedObject<KnownState> known)
    {
        var gaps = ImmutableArray.CreateBuilder<Gap>();
        AddRemoved([], known, gaps);
        return gaps.DrainToImmutable();
    }

    private void AddRemoved(
        ImmutableArray<ListedVersion> listed,
        FoldedObject<KnownState> known,
        ImmutableArray<Gap>.Builder gaps
    )
    {
        foreach (ref readonly var version in known.Versions)
        {
            var slot = version.Reading.VersionSlot;
            if (
                version.Reading.Kind == ReadingKind.Removed
                || listed.Any(item => (item.VersionId ?? ChangeReading.NoVersion) == slot)
            )
                continue;
            if (IsRecent(version.Kept.OccurredAt))
            {
                InFlight++;
                continue;
            }
            gaps.Add(
                new Gap(
                    version.Reading.Kind == ReadingKind.Superseded ? GapReason.Pending : GapReason.RemovalMissed,
                    null,
                    slot == ChangeReading.NoVersion ? null : slot,
                    OrderKey.AfterReconciling(version.Reading.OrderKey)
                )
            );
        }
    }

    // A version with an id of its own never changes; only the one without can be overwritten.
    private static bool IsSame(ListedVersion listed, FoldedVersion<KnownState> known) =>
        known.Reading.IsPresent
        && listed.IsDeleteMarker == (known.Reading.Kind == ReadingKind.DeleteMarker)
        && (listed.VersionId is not null || listed.IsDeleteMarker || known.Kept.Matches(listed));

    private static GapReason ReasonOf(ListedVersion listed, FoldedVersion<KnownState>? known) =>
        known switch
        {
            null => GapReason.NeverLogged,
            { Reading.Kind: ReadingKind.Removed } => GapReason.Reappeared,
            { Reading.Kind: ReadingKind.Superseded } => GapReason.Pending,
            { } other when IsSame(listed, other) => GapReason.OutOfOrder,
            _ => GapReason.ChangeMissed,
        };

    private bool IsRecent(DateTime at) => at >= settledBefore;

    private static bool IsAfter(string orderKey, string reached) => string.CompareOrdinal(orderKey, reached) > 0;

    private static string Later(string left, string right) => IsAfter(left, right) ? left : right;
}
