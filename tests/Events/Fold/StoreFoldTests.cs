using CsCheck;
using StudyLake.Events;
using StudyLake.Events.Fold;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Events.Fold;

/// <summary>The fold does not care how a log came about, only what is in it.</summary>
public sealed class StoreFoldTests
{
    private static readonly Gen<(int Seed, List<StudyEvent> Log)> Logs = Gen.Int[0, int.MaxValue - 1]
        .Select(seed => (seed, AnyLog.Make(new Random(seed), "bucket")));

    [Fact]
    public void Permuting_a_log_changes_nothing() =>
        Logs.Sample(
            sample =>
            {
                var permuted = sample.Log.ToArray();
                new Random(sample.Seed + 1).Shuffle(permuted);
                Assert.Equal(Folded(sample.Log), Folded(permuted));
            },
            iter: 20_000,
            threads: 1
        );

    [Fact]
    public void Repeating_any_events_of_a_log_changes_nothing() =>
        Logs.Sample(
            sample =>
            {
                var random = new Random(sample.Seed + 1);
                var repeated = sample.Log.SelectMany(item => Enumerable.Repeat(item, random.Next(1, 4)));
                Assert.Equal(Folded(sample.Log), Folded(repeated));
            },
            iter: 20_000,
            threads: 1
        );

    [Fact]
    public void Folding_a_part_first_and_the_rest_onto_it_changes_nothing() =>
        Logs.Sample(
            sample =>
            {
                var cut = new Random(sample.Seed + 1).Next(sample.Log.Count + 1);
                var part = Fold(sample.Log.Take(cut))
                    .Objects.SelectMany(item => item.Versions.ToArray())
                    .Select(version => version.Kept);
                Assert.Equal(Folded(sample.Log), Folded(part.Concat(sample.Log.Skip(cut))));
            },
            iter: 20_000,
            threads: 1
        );

    [Fact]
    public void A_late_put_loses_to_the_removal_that_followed_it() =>
        Assert.Empty(Folded([Some.Removed(revision: 2), Some.Instance(revision: 1)]));

    [Fact]
    public void A_removal_loses_to_the_put_that_followed_it() =>
        Assert.Single(Folded([Some.Instance(revision: 3), Some.Removed(revision: 2)]));

    [Fact]
    public void A_superseded_reading_loses_to_one_with_a_payload_even_by_a_newer_extractor()
    {
        var stored = Some.Instance("a", "v1");
        var superseded = Some.Superseded("a", "v1") with
        {
            Source = stored.Source,
            OrderKey = stored.OrderKey,
            ExtractorVersion = 9,
        };
        Assert.IsType<InstanceStored>(Fold([superseded, stored]).Find(stored.Source, "a")?.Current?.Kept);
    }

    [Fact]
    public void An_object_that_was_replaced_before_it_was_read_is_pending_until_its_next_event() =>
        Assert.Equal(
            ReadingKind.Superseded,
            Fold([Some.Superseded("a")]).Find("imaging-bucket", "a")?.Current?.Reading.Kind
        );

    [Fact]
    public void A_delete_marker_hides_the_older_versions_until_it_is_removed_itself()
    {
        var first = Some.Instance("a", "v1", revision: 1);
        var marker = Some.Removed("a", revision: 2) with { VersionId = "m1", Cause = RemovalCause.DeleteMarker };
        var undelete = Some.Removed("a", revision: 3) with { VersionId = "m1" };

        Assert.Null(Fold([first, marker]).Find("ward7", "a")?.Current);
        Assert.Equal(first, Fold([first, marker, undelete]).Find("ward7", "a")?.Current?.Kept);
    }

    [Fact]
    public void Removing_the_newest_version_brings_back_the_one_before()
    {
        var first = Some.Instance("a", "v1", revision: 1);
        var second = Some.Instance("a", "v2", revision: 2);
        var removed = Some.Removed("a", revision: 3) with { VersionId = "v2" };

        Assert.Equal(first, Fold([removed, second, first]).Find("ward7", "a")?.Current?.Kept);
    }

    [Fact]
    public void An_event_without_a_version_and_one_of_the_version_called_null_are_of_the_same()
    {
        var stored = Some.Instance("a", null, revision: 1);
        var overwritten = Some.Instance("a", "null", revision: 2);

        Assert.Equal(1, Fold([stored, overwritten]).Find("ward7", "a")?.Versions.Length);
    }

    private static StoreFold<StudyEvent> Fold(IEnumerable<StudyEvent> log) =>
        new StoreFold<StudyEvent>(static item => item).ApplyAll(log);

    private static string[] Folded(IEnumerable<StudyEvent> log) =>
        [
            .. Fold(log)
                .Objects.Where(item => item.Current is not null)
                .Select(item => $"{item.ObjectId} {item.Current?.Reading}")
                .Order(StringComparer.Ordinal),
        ];
}
