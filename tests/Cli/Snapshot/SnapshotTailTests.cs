using System.Collections.Immutable;
using StudyLake.Cli.DuckDb;
using StudyLake.Cli.Snapshot;

namespace StudyLake.Tests.Cli.Snapshot;

public sealed class SnapshotTailTests
{
    private static readonly SnapshotManifest Manifest = new()
    {
        FormatVersion = SnapshotManifest.CurrentFormat,
        Number = 1,
        Fingerprint = "",
        BuiltAt = DateTime.UnixEpoch,
        Included = ["dt=2026-10-01/000001", "dt=2026-10-01/000002"],
        Objects = [],
        Uids = [],
        Studies = [],
        Links = [],
        Generations = [],
    };

    [Fact]
    public void A_file_that_compaction_made_of_segments_seen_before_is_no_news() =>
        Assert.Empty(Tail(new EventFile("compacted", ["dt=2026-10-01/000001", "dt=2026-10-01/000002"])));

    [Fact]
    public void A_file_with_one_segment_not_seen_before_is_news()
    {
        var file = new EventFile("compacted", ["dt=2026-10-01/000001", "dt=2026-10-01/000003"]);
        Assert.Equal([file], Tail(file));
    }

    [Fact]
    public void A_segment_of_the_same_name_on_another_day_is_news()
    {
        var file = new EventFile("plain", ["dt=2026-10-02/000001"]);
        Assert.Equal([file], Tail(file));
    }

    [Fact]
    public void An_uncompacted_file_is_made_of_the_segment_of_its_name() =>
        Assert.Equal("dt=2026-10-01/000001", EventFile.SegmentOf("study_events/dt=2026-10-01/000001.parquet"));

    private static ImmutableArray<EventFile> Tail(params EventFile[] files) =>
        SnapshotReader.Tail(Manifest, [.. files]);
}
