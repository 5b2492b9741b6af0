using static StudyLake.Tests.Analytics.Row;

namespace StudyLake.Tests.Analytics;

/// <summary>The fold of notes on reliability, each case worked by hand.</summary>
public sealed class FoldTests
{
    private const string Current =
        "select object_id, object_state, version_slot, order_key, modality from stg_objects order by object_id";

    [Fact]
    public async Task An_event_delivered_twice_is_one_object() =>
        Assert.Equal(["a|stored|null|1|CT"], await FoldAsync(Stored("a", "1"), Stored("a", "1")));

    [Fact]
    public async Task The_higher_order_key_wins_whatever_arrived_last() =>
        Assert.Equal(
            ["a|stored|null|2|MR"],
            await FoldAsync(Stored("a", "2").With(("modality", "MR")), Stored("a", "1"))
        );

    [Fact]
    public async Task A_delete_that_arrives_before_its_put_still_wins() =>
        Assert.Empty(await FoldAsync(Removed("a", "2"), Stored("a", "1")));

    [Fact]
    public async Task A_put_behind_a_delete_brings_the_object_back() =>
        Assert.Equal(["a|stored|null|3|CT"], await FoldAsync(Stored("a", "1"), Removed("a", "2"), Stored("a", "3")));

    [Fact]
    public async Task Created_beats_superseded_at_the_same_key() =>
        Assert.Equal(
            ["a|stored|null|1|CT"],
            await FoldAsync(
                Stored("a", "1"),
                Event("object_superseded", "a", "1").With(("extractor_version", 9), ("object_bytes", 1))
            )
        );

    [Fact]
    public async Task A_superseded_change_without_successor_is_pending() =>
        Assert.Equal(["a|pending|null|2|-"], await FoldAsync(Stored("a", "1"), Event("object_superseded", "a", "2")));

    [Fact]
    public async Task A_superseded_change_with_its_successor_counts_once() =>
        Assert.Equal(["a|stored|null|3|CT"], await FoldAsync(Event("object_superseded", "a", "2"), Stored("a", "3")));

    [Fact]
    public async Task The_payload_of_the_newer_extractor_wins() =>
        Assert.Equal(
            ["a|stored|null|1|MR"],
            await FoldAsync(
                Stored("a", "1").With(("station_name", "fuller but older")),
                Stored("a", "1").With(("modality", "MR"), ("extractor_version", 2))
            )
        );

    [Fact]
    public async Task Of_one_extractor_the_later_reading_wins_though_it_holds_less()
    {
        var fuller = Stored("a", "1").With(("station_name", "CT1"), ("privacy_profile", "standard+OperatorsName"));
        var later = Stored("a", "1").With(("modality", "MR"), ("recorded_at", "2026-10-01 08:00:02+00"));
        Assert.Equal(["a|stored|null|1|MR"], await FoldAsync(fuller, later));
        Assert.Equal(["a|stored|null|1|MR"], await FoldAsync(later, fuller));
    }

    [Fact]
    public async Task A_later_superseded_or_older_reading_does_not_win() =>
        Assert.Equal(
            ["a|stored|null|1|CT"],
            await FoldAsync(
                Stored("a", "1").With(("extractor_version", 2)),
                Stored("a", "1").With(("modality", "MR"), ("recorded_at", "2027-01-01 00:00:00+00")),
                Event("object_superseded", "a", "1")
                    .With(("extractor_version", 9), ("recorded_at", "2027-01-02 00:00:00+00"))
            )
        );

    [Fact]
    public async Task A_rejected_object_stays_counted_as_rejected() =>
        Assert.Equal(
            ["a|rejected|null|1|-"],
            await FoldAsync(Event("object_rejected", "a", "1").With(("rejection_reason", "not_dicom")))
        );

    [Fact]
    public async Task A_reconciled_key_beats_what_it_saw_and_loses_to_the_next_notification()
    {
        const string seen = "0055AED6DCD90281E500000000000000";
        Assert.Equal(
            [$"a|stored|null|{seen}:0000000001|MR", "b|stored|null|0055AED6DCD90281E600000000000000|MR"],
            await FoldAsync(
                Stored("a", seen),
                Stored("a", seen + ":0000000001").With(("modality", "MR")),
                Stored("b", seen + ":0000000001"),
                Stored("b", "0055AED6DCD90281E600000000000000").With(("modality", "MR"))
            )
        );
    }

    [Fact]
    public async Task A_delete_marker_hides_every_version() =>
        Assert.Empty(
            await FoldAsync(
                Stored("a", "1", version: "v1"),
                Stored("a", "2", version: "v2"),
                Removed("a", "3", "delete_marker", "m1")
            )
        );

    [Fact]
    public async Task Deleting_the_marker_brings_the_newest_version_back() =>
        Assert.Equal(
            ["a|stored|v2|2|MR"],
            await FoldAsync(
                Stored("a", "1", version: "v1"),
                Stored("a", "2", version: "v2").With(("modality", "MR")),
                Removed("a", "3", "delete_marker", "m1"),
                Removed("a", "4", "deleted", "m1")
            )
        );

    [Fact]
    public async Task Deleting_an_old_version_changes_nothing() =>
        Assert.Equal(
            ["a|stored|v2|2|CT"],
            await FoldAsync(
                Stored("a", "1", version: "v1"),
                Stored("a", "2", version: "v2"),
                Removed("a", "3", "deleted", "v1")
            )
        );

    [Fact]
    public async Task Deleting_the_newest_version_brings_the_one_before_back() =>
        Assert.Equal(
            ["a|stored|v1|1|CT"],
            await FoldAsync(
                Stored("a", "1", version: "v1"),
                Stored("a", "2", version: "v2").With(("modality", "MR")),
                Removed("a", "3", "deleted", "v2")
            )
        );

    [Fact]
    public async Task A_put_behind_a_marker_is_there_though_the_marker_stays() =>
        Assert.Equal(
            ["a|stored|v2|3|CT"],
            await FoldAsync(
                Stored("a", "1", version: "v1"),
                Removed("a", "2", "expired_delete_marker", "m1"),
                Stored("a", "3", version: "v2")
            )
        );

    [Fact]
    public async Task With_versioning_suspended_the_null_version_is_a_version()
    {
        // v1 is written while versioned; then two writes without version, of which the second replaces the first.
        Assert.Equal(
            ["a|stored|null|3|MR"],
            await FoldAsync(
                Stored("a", "1", version: "v1"),
                Stored("a", "2"),
                Stored("a", "3", version: "null").With(("modality", "MR"))
            )
        );
    }

    [Fact]
    public async Task With_versioning_suspended_deleting_the_null_version_uncovers_the_older_one() =>
        Assert.Equal(
            ["a|stored|v1|1|CT"],
            await FoldAsync(Stored("a", "1", version: "v1"), Stored("a", "2"), Removed("a", "3"))
        );

    [Fact]
    public async Task Objects_of_two_stores_with_one_id_are_two()
    {
        await using var lake = new HandmadeLake();
        lake.Add(Stored("a", "1"));
        lake.Add(Stored("a", "1").With(("source", "clinic")));
        Assert.Equal(
            ["clinic|a", "ward|a"],
            await lake.QueryAsync("select source, object_id from stg_objects order by 1")
        );
    }

    [Fact]
    public async Task Arrival_is_when_a_change_was_first_recorded_though_a_later_reading_wins()
    {
        await using var lake = new HandmadeLake();
        lake.Add(Stored("a", "1"));
        lake.Add(Stored("a", "1").With(("extractor_version", 2), ("recorded_at", "2027-01-01 00:00:00+00")));
        Assert.Equal(
            ["2|2026-10-01|2026-10-01 08:00:01|2027-01-01 00:00:00"],
            await lake.QueryAsync("select extractor_version, arrival_date, arrived_at, recorded_at from stg_objects")
        );
    }

    [Fact]
    public async Task An_object_was_first_stored_when_it_first_could_be_read_whatever_happened_since()
    {
        await using var lake = new HandmadeLake();
        lake.Add(
            Event("object_rejected", "a", "1")
                .With(("rejection_reason", "truncated"), ("occurred_at", "2026-10-01 00:00:00+00"))
        );
        lake.Add(Stored("a", "2").With(("occurred_at", "2026-10-02 00:00:00+00")));
        lake.Add(Removed("a", "3").With(("occurred_at", "2026-10-03 00:00:00+00")));
        lake.Add(Stored("a", "4").With(("occurred_at", "2026-10-04 00:00:00+00")));
        lake.Add(Stored("b", "1").With(("occurred_at", "2026-10-05 00:00:00+00")));
        Assert.Equal(
            ["a|2026-10-02 00:00:00", "b|2026-10-05 00:00:00"],
            await lake.QueryAsync("select object_id, first_stored_at from stg_objects order by 1")
        );
    }

    [Fact]
    public async Task Text_and_issues_come_from_the_reading_that_stands()
    {
        await using var lake = new HandmadeLake();
        lake.Add(Stored("a", "1").With(("field_error_count", 2)));
        lake.Add(Stored("a", "1").With(("field_error_count", 1), ("extractor_version", 2)));
        foreach (var (version, description, code) in new[] { (1, "old", "vr_mismatch"), (2, "new", "tag_order") })
        {
            var key = Of(("source", "ward"), ("object_id", "a"), ("order_key", "1"), ("extractor_version", version));
            lake.Add(
                StudyLake.Events.Lake.LakeTables.StudyText,
                "2026-10-01",
                key.With(("study_description", description))
            );
            for (var copy = 0; copy < 2; copy++)
                lake.Add(
                    StudyLake.Events.Lake.LakeTables.FieldIssues,
                    "2026-10-01",
                    key.With(("issue_number", 1), ("issue_code", code), ("keyword", "Modality"))
                );
        }
        Assert.Equal(["a|new"], await lake.QueryAsync("select object_id, study_description from stg_text"));
        Assert.Equal(
            ["a|tag_order|Modality|CT"],
            await lake.QueryAsync("select object_id, issue_code, keyword, modality from field_issues")
        );
    }

    [Fact]
    public async Task Text_and_issues_of_two_readings_by_one_extractor_are_not_mixed()
    {
        await using var lake = new HandmadeLake();
        foreach (var (second, description, issues) in new[] { (1, "before", 2), (2, "after", 1) })
        {
            var recorded = ("recorded_at", (object)$"2026-10-01 08:00:0{second}+00");
            lake.Add(Stored("a", "1").With(recorded, ("field_error_count", issues)));
            var key = Of(
                ("source", "ward"),
                ("object_id", "a"),
                ("order_key", "1"),
                ("extractor_version", 1),
                recorded
            );
            lake.Add(
                StudyLake.Events.Lake.LakeTables.StudyText,
                "2026-10-01",
                key.With(("study_description", description))
            );
            for (var number = 1; number <= issues; number++)
                lake.Add(
                    StudyLake.Events.Lake.LakeTables.FieldIssues,
                    "2026-10-01",
                    key.With(("issue_number", number), ("issue_code", "vr_mismatch"), ("keyword", description))
                );
        }
        Assert.Equal(["after"], await lake.QueryAsync("select study_description from stg_text"));
        Assert.Equal(["1|after"], await lake.QueryAsync("select issue_number, keyword from stg_field_issues"));
    }

    private static async Task<string[]> FoldAsync(params Row[] events)
    {
        await using var lake = new HandmadeLake();
        foreach (var row in events)
            lake.Add(row);
        return await lake.QueryAsync(Current);
    }
}
