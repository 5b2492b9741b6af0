using StudyLake.Cli.Lake;
using StudyLake.Cli.Query;
using StudyLake.Cli.Snapshot;
using StudyLake.Tests.Analytics;
using StudyLake.Transform;

namespace StudyLake.Tests.Cli.Snapshot;

/// <summary>Events that came after the snapshot and change what it holds, each kind by hand.</summary>
/// <remarks>Values expected are counted by hand; every case is also compared with the fold of all events.</remarks>
public sealed class SnapshotSessionTests : IAsyncDisposable
{
    private const string Studies =
        "select study_instance_uid, instance_count, withdrawn_count, has_uid_conflict from studies order by 1";

    private readonly HandmadeLake _lake = new();

    [Fact]
    public async Task A_late_removal_finds_the_object_that_it_names_no_study_of()
    {
        await BuildAsync(At(1, Row.Stored("a", "01", "1.1.1")), At(1, Row.Stored("b", "01", "1.1.2")));
        Add(At(9, Row.Removed("b", "02")));

        Assert.Equal(["1|1|0|False"], await BothAsync(Studies));
    }

    [Fact]
    public async Task A_removal_on_the_day_of_what_it_removes_reads_that_day_again()
    {
        await BuildAsync(At(1, Row.Stored("a", "01", "1.1.1")), At(1, Row.Stored("b", "01", "1.1.2")));
        Add(At(1, Row.Removed("b", "02")));

        Assert.Equal(["1|1|0|False"], await BothAsync(Studies));
    }

    [Fact]
    public async Task A_removal_that_came_before_its_object_still_removes_it()
    {
        await BuildAsync(At(1, Row.Stored("a", "01", "1.1.1")), At(2, Row.Removed("b", "02")));
        Add(At(9, Row.Stored("b", "01", "1.1.2")));

        Assert.Equal(["1|1|0|False"], await BothAsync(Studies));
    }

    [Fact]
    public async Task An_object_that_moved_to_a_new_study_leaves_the_old_one()
    {
        await BuildAsync(At(1, Row.Stored("a", "01", "1.1.1")), At(2, Row.Stored("b", "01", "1.1.2")));
        Add(At(9, Row.Stored("b", "02", "2.1.2")));

        Assert.Equal(["1|1|0|False", "2|1|0|False"], await BothAsync(Studies));
    }

    [Fact]
    public async Task An_event_older_than_all_that_the_snapshot_has_seen_changes_nothing_that_is_newer()
    {
        await BuildAsync(At(5, Row.Stored("a", "03", "1.1.1")), At(6, Row.Removed("b", "03")));
        Add(
            At(1, Row.Stored("a", "02", "2.1.1")),
            At(1, Row.Stored("b", "02", "2.1.2")),
            At(1, Row.Removed("a", "01"))
        );

        Assert.Equal(["1|1|0|False"], await BothAsync(Studies));
    }

    [Fact]
    public async Task A_newer_reading_of_the_same_event_replaces_the_older_one_and_counts_once()
    {
        await BuildAsync(At(1, Row.Stored("a", "01", "1.1.1")), At(2, Row.Stored("b", "01", "1.1.2")));
        Add(
            At(9, Row.Stored("a", "01", "1.1.1").With(("extractor_version", 2), ("body_part_examined", "CHEST"))),
            At(9, Row.Stored("b", "01", "1.1.2"))
        );

        Assert.Equal(
            ["a|CHEST", "b|"],
            await BothAsync("select object_id, body_part_examined from instances order by 1")
        );
        Assert.Equal(["1|2|0|False"], await BothAsync(Studies));
    }

    [Fact]
    public async Task A_note_of_a_new_study_withdraws_an_instance_of_an_old_one()
    {
        await BuildAsync(At(1, Row.Stored("a", "01", "1.1.1")), At(2, Row.Stored("b", "01", "1.1.2")));
        Add(At(9, Note("n", "01", "7.1.1", "1.1.2")));

        Assert.Equal(["1|1|1|False", "7|1|0|False"], await BothAsync(Studies));
    }

    [Fact]
    public async Task An_instance_that_a_note_withdrew_returns_with_the_removal_of_the_note()
    {
        await BuildAsync(At(1, Row.Stored("a", "01", "1.1.1")), At(2, Note("n", "01", "7.1.1", "1.1.1")));
        Add(At(9, Row.Removed("n", "02")));

        Assert.Equal(["1|1|0|False"], await BothAsync(Studies));
    }

    [Fact]
    public async Task A_new_study_with_a_UID_of_an_old_one_puts_both_in_conflict()
    {
        var shared = ("sop_instance_uid", (object)"9.9");
        await BuildAsync(At(1, Row.Stored("a", "01", "1.1.1").With(shared)), At(2, Row.Stored("b", "01", "3.1.1")));
        Add(At(9, Row.Stored("c", "01", "2.1.1").With(shared)));

        Assert.Equal(["1|1|0|True", "2|1|0|True", "3|1|0|False"], await BothAsync(Studies));
    }

    [Fact]
    public async Task A_study_that_goes_on_the_next_day_is_folded_with_what_came_before()
    {
        await BuildAsync(At(1, Row.Stored("a", "01", "1.1.1")), At(1, Row.Stored("z", "01", "5.1.1")));
        Add(At(2, Row.Stored("b", "01", "1.1.2")), At(2, Row.Stored("c", "01", "1.2.1")));

        Assert.Equal(["1|3|0|False", "5|1|0|False"], await BothAsync(Studies));
    }

    [Fact]
    public async Task A_model_behind_a_mart_of_the_snapshot_can_be_asked_for_afterwards()
    {
        await BuildAsync(At(1, Row.Stored("a", "01", "1.1.1")));
        Add(At(2, Row.Stored("b", "01", "1.1.2")));
        await WriteAsync();
        var token = TestContext.Current.CancellationToken;
        await using var session = await LakeSession.OpenAsync(_lake.Folder, null, token);
        foreach (
            var (query, count) in new[]
            {
                ("studies", 201),
                ("stg_instances", 202),
                ("instances", 202),
                ("series", 201),
            }
        )
        {
            await using var result = await session.QueryAsync(query, [], token);
            Assert.Equal(count, (await result.ToArrayAsync(token)).Length);
        }
    }

    public ValueTask DisposeAsync() => _lake.DisposeAsync();

    private static Row At(int day, Row row) => row.With(("recorded_at", $"2026-10-{day:D2} 08:00:01+00"));

    private static Row Note(string id, string key, string image, string withdrawn) =>
        Row.Stored(id, key, image)
            .With(
                ("modality", "KO"),
                ("sop_class_uid", "1.2.840.10008.5.1.4.1.1.88.59"),
                ("concept_name_code", "DCM:113037"),
                ("referenced_sop_instance_uids", withdrawn)
            );

    private void Add(params Row[] rows)
    {
        foreach (var row in rows)
            _lake.Add(row);
    }

    // Other studies beside those of the test, so that the tail is the smaller part of the lake.
    private async Task BuildAsync(params Row[] rows)
    {
        for (var number = 0; number < 200; number++)
        {
            var other = Row.Stored($"other-{number}", "01", $"8{number:D3}.1.{number}");
            Add(At(3, other.With(("modality", "XX"))));
        }
        Add(rows);
        await WriteAsync();
        var token = TestContext.Current.CancellationToken;
        await using var session = await LakeSession.OpenAsync(_lake.Folder, null, token);
        var summary = await session.BuildSnapshotAsync(null, TimeProvider.System, token);
        Assert.Equal(SnapshotBuildKind.Whole, summary.Kind);
    }

    private int _files;

    private async Task WriteAsync()
    {
        _lake.Write($"file-{_files++}");
        await LakeManifest.OpenOrCreateAsync(
            new FolderLakeStore(_lake.Folder),
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
    }

    private async Task<List<string>> BothAsync(string query)
    {
        await WriteAsync();
        var folded = await RowsAsync(query, useSnapshot: false);
        Assert.Equal(folded, await RowsAsync(query, useSnapshot: true));
        // And again when what is new is in the snapshot.
        var token = TestContext.Current.CancellationToken;
        await using (var session = await LakeSession.OpenAsync(_lake.Folder, null, token))
        {
            var summary = await session.BuildSnapshotAsync(null, TimeProvider.System, token);
            Assert.NotEqual(SnapshotBuildKind.Whole, summary.Kind);
        }
        Assert.Equal(folded, await RowsAsync(query, useSnapshot: true));
        return folded;
    }

    private async Task<List<string>> RowsAsync(string query, bool useSnapshot)
    {
        var token = TestContext.Current.CancellationToken;
        await using var session = await LakeSession.OpenAsync(_lake.Folder, null, token, useSnapshot: useSnapshot);
        Assert.Equal(useSnapshot, session.UsesSnapshot);
        await using var result = await session.QueryAsync(query, [], token);
        return
        [
            .. (await result.ToArrayAsync(token))
                .Where(row =>
                    row[0] is not string text
                    || !text.StartsWith('8') && !text.StartsWith("other", StringComparison.Ordinal)
                )
                .Select(row => string.Join('|', row)),
        ];
    }
}
