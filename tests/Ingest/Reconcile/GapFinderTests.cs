using StudyLake.Events;
using StudyLake.Events.Fold;
using StudyLake.Ingest.Reconcile;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Ingest.Reconcile;

/// <summary>Which differences between a listing and the log are gaps, and which order keys close them.</summary>
public sealed class GapFinderTests
{
    private static readonly DateTime Long = Some.OccurredAt;
    private static readonly DateTime Settled = Long.AddDays(10);
    private static readonly string Key1 = OrderKey.FromRevision(1);
    private static readonly string Key5 = OrderKey.FromRevision(5);

    [Fact]
    public void What_nobody_told_of_gets_a_key_that_any_notification_beats()
    {
        var gap = Assert.Single(Find(Listed(Version("v1")), []));

        Assert.Equal((GapReason.NeverLogged, $"{new string('0', 32)}:0000000000"), (gap.Reason, gap.OrderKey));
    }

    [Fact]
    public void Versions_that_nobody_told_of_get_keys_in_their_order()
    {
        var gaps = Find(Listed(Version("v1"), Version("v2"), Version("v3")), []);

        Assert.Equal([":0000000000", ":0000000001", ":0000000002"], gaps.Select(gap => gap.OrderKey[32..]));
    }

    [Fact]
    public void A_lost_version_gets_a_place_between_its_neighbours()
    {
        var gap = Assert.Single(
            Find(Listed(Version("v1"), Version("v2"), Version("v3")), [Stored("v1", Key1), Stored("v3", Key5)])
        );

        Assert.Equal(("v2", Key1 + ":0000000000"), (gap.VersionId, gap.OrderKey));
    }

    [Fact]
    public void A_version_that_a_late_notification_of_an_older_one_has_overtaken_is_put_after_it_again()
    {
        var gap = Assert.Single(
            Find(
                Listed(Version("v1"), Version("v2")),
                [Stored("v1", Key5), Stored("v2", OrderKey.Reconciled(OrderKey.Beginning, 1))]
            )
        );

        Assert.Equal((GapReason.OutOfOrder, "v2", Key5 + ":0000000000"), (gap.Reason, gap.VersionId, gap.OrderKey));
    }

    [Fact]
    public void An_overwrite_is_seen_by_its_entity_tag_even_at_the_same_size()
    {
        var listed = Version(null) with { Etag = "b" };

        var gap = Assert.Single(Find(Listed(listed), [Stored(null, Key1) with { Etag = "a" }]));

        Assert.Equal((GapReason.ChangeMissed, Key1 + ":0000000000"), (gap.Reason, gap.OrderKey));
    }

    [Fact]
    public void The_same_tag_at_another_time_is_no_difference() =>
        Assert.Empty(
            Find(
                Listed(Version(null) with { Etag = "a", ModifiedAt = Long.AddHours(1) }),
                [Stored(null, Key1) with { Etag = "a" }]
            )
        );

    [Fact]
    public void Without_tags_size_and_time_decide()
    {
        Assert.Empty(Find(Listed(Version(null)), [Stored(null, Key1)]));
        Assert.Single(Find(Listed(Version(null) with { ObjectBytes = 1 }), [Stored(null, Key1)]));
        Assert.Single(Find(Listed(Version(null) with { ModifiedAt = Long.AddMilliseconds(1) }), [Stored(null, Key1)]));
    }

    [Fact]
    public void A_second_difference_after_the_same_notification_gets_the_next_number()
    {
        var reconciled = Stored(null, OrderKey.Reconciled(Key1, 0)) with { ObjectBytes = 7 };

        Assert.Equal(Key1 + ":0000000001", Assert.Single(Find(Listed(Version(null)), [reconciled])).OrderKey);
    }

    [Fact]
    public void What_the_store_has_and_the_log_says_is_gone_came_back() =>
        Assert.Equal(GapReason.Reappeared, Assert.Single(Find(Listed(Version(null)), [Some.Removed("a")])).Reason);

    [Fact]
    public void What_the_log_only_knows_as_superseded_is_pending()
    {
        var superseded = Some.Superseded("a", "v1") with { Source = "ward7" };

        Assert.Equal(GapReason.Pending, Assert.Single(Find(Listed(Version("v1")), [superseded])).Reason);
        Assert.Equal(GapReason.Pending, Assert.Single(Unlisted([superseded])).Reason);
    }

    [Fact]
    public void What_the_store_no_longer_has_is_removed_after_the_state_that_was_seen()
    {
        var gap = Assert.Single(Unlisted([Stored(null, Key5)]));

        Assert.Equal(
            (GapReason.RemovalMissed, Key5 + ":0000000000", (ListedVersion?)null),
            (gap.Reason, gap.OrderKey, gap.Version)
        );
    }

    [Fact]
    public void A_version_that_is_gone_beside_others_that_are_not_is_removed_alone() =>
        Assert.Equal(
            "v1",
            Assert.Single(Find(Listed(Version("v2")), [Stored("v1", Key1), Stored("v2", Key5)])).VersionId
        );

    [Fact]
    public void A_marker_that_nobody_told_of_is_a_gap_and_one_that_is_known_is_none()
    {
        var marker = new ListedVersion
        {
            VersionId = "m",
            ModifiedAt = Long,
            IsDeleteMarker = true,
        };
        var known = Some.Removed("a", 2) with { VersionId = "m", Cause = RemovalCause.DeleteMarker };

        Assert.Single(Find(Listed(marker), []));
        Assert.Empty(Find(Listed(marker), [known]));
    }

    [Fact]
    public void What_changed_within_the_grace_is_left_alone_on_either_side()
    {
        var finder = new GapFinder(Long);

        Assert.Empty(finder.Listed(Listed(Version(null)), null));
        Assert.Empty(finder.Unlisted(Known([Stored(null, Key1)])));
        Assert.Equal(2, finder.InFlight);
    }

    [Fact]
    public void An_archived_object_whose_time_moved_is_read_again_though_its_tag_is_the_same()
    {
        var withheld = Some.Rejected("a") with { Reason = RejectionReason.Archived, Etag = "a" };
        var listed = Version(null) with { Etag = "a", ModifiedAt = Long.AddDays(1) };

        Assert.Single(Find(Listed(listed), [withheld]));
        Assert.Empty(Find(Listed(listed with { ModifiedAt = Long, ObjectBytes = 0 }), [withheld]));
    }

    private static Gap[] Find(ListedObject listed, StudyEvent[] log) =>
        [.. new GapFinder(Settled).Listed(listed, log.Length == 0 ? null : Known(log))];

    private static Gap[] Unlisted(StudyEvent[] log) => [.. new GapFinder(Settled).Unlisted(Known(log))];

    private static FoldedObject<KnownState> Known(StudyEvent[] log) =>
        Assert.Single(new StoreFold<KnownState>(KnownState.Of).ApplyAll(log).Objects);

    private static ListedObject Listed(params ListedVersion[] versions) => new("key", "a", [.. versions]);

    private static ListedVersion Version(string? id) =>
        new()
        {
            VersionId = id,
            ObjectBytes = 526_336,
            ModifiedAt = Long,
        };

    private static InstanceStored Stored(string? id, string orderKey) =>
        Some.Instance("a", id) with
        {
            OrderKey = orderKey,
        };
}
