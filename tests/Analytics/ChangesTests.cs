using System.Text.RegularExpressions;
using StudyLake.Events;
using static StudyLake.Tests.Analytics.Row;

namespace StudyLake.Tests.Analytics;

/// <summary>The mart of corrections over lakes by hand; every answer was worked out from the rows above it.</summary>
public sealed class ChangesTests
{
    [Fact]
    public async Task The_same_attributes_again_are_a_resending() =>
        Assert.Equal(["a|2|resent|-"], await ChangesAsync(Stored("a", "1"), Stored("a", "2")));

    [Fact]
    public async Task A_first_arrival_however_often_delivered_is_no_change() =>
        Assert.Empty(await ChangesAsync(Stored("a", "1"), Stored("a", "1"), Stored("b", "1", "1.1.2")));

    [Fact]
    public async Task A_correction_names_its_columns_in_order_and_never_a_value()
    {
        await using var lake = Lake(
            Stored("a", "1").With(("patient_pseudonym", "one"), ("series_number", 1)),
            Stored("a", "2").With(("patient_pseudonym", "two"), ("object_bytes", 1002), ("study_date", "2026-10-01"))
        );
        Assert.Equal(
            [@"corrected|object_bytes\patient_pseudonym\series_number\study_date|1000|1002|true"],
            await lake.QueryAsync(
                """
                select change_kind, changed_columns, previous_object_bytes, object_bytes, is_read_alike
                from changes
                """
            )
        );
        var row = Assert.Single(await lake.QueryAsync("select * from changes"));
        Assert.DoesNotContain("one", row.Split('|'));
        Assert.DoesNotContain("two", row.Split('|'));
    }

    [Fact]
    public async Task Another_study_series_or_instance_is_a_move_and_tells_both_studies()
    {
        await using var lake = Lake(
            Stored("a", "1", "1.1.1"),
            Stored("a", "2", "2.1.1"),
            Stored("b", "1", "1.1.2"),
            Stored("b", "2", "1.2.2").With(("sop_instance_uid", "1.1.2")),
            Stored("c", "1", "1.1.3"),
            Stored("c", "2", "1.1.4")
        );
        Assert.Equal(
            [
                @"a|moved|1|2|true|true|true|series_instance_uid\sop_instance_uid\study_instance_uid",
                "b|moved|1|1|false|true|false|series_instance_uid",
                "c|moved|1|1|false|false|true|sop_instance_uid",
            ],
            await lake.QueryAsync(
                """
                select object_id, change_kind, previous_study_instance_uid, study_instance_uid,
                    is_other_study, is_other_series, is_other_instance, changed_columns
                from changes order by object_id
                """
            )
        );
    }

    [Fact]
    public async Task A_rereading_by_a_newer_extractor_is_no_change() =>
        Assert.Empty(
            await ChangesAsync(
                Stored("a", "1"),
                Stored("a", "1")
                    .With(
                        ("extractor_version", 2),
                        ("kvp_kv", 120.0),
                        ("modality", "MR"),
                        ("recorded_at", "2026-12-01 00:00:00+00")
                    )
            )
        );

    [Fact]
    public async Task What_only_the_newer_extractor_reads_is_no_correction_of_what_the_older_one_read()
    {
        var older = Stored("a", "1").With(("station_name", "CT1"), ("laterality", "L"));
        var newer = Stored("a", "2").With(("extractor_version", 2), ("station_name", "CT2"), ("kvp_kv", 120.0));
        await using var lake = Lake(older, newer, Stored("b", "1", "1.1.2"), With(Stored("b", "2", "1.1.2")));
        Assert.Equal(
            ["a|corrected|station_name|false", "b|resent|-|false"],
            await lake.QueryAsync(
                "select object_id, change_kind, changed_columns, is_read_alike from changes order by object_id"
            )
        );

        static Row With(Row row) => row.With(("privacy_profile", "standard+OperatorsName"), ("laterality", "R"));
    }

    [Fact]
    public async Task Of_a_change_read_twice_the_winning_reading_is_compared() =>
        Assert.Equal(
            ["a|2|resent|-"],
            await ChangesAsync(
                Stored("a", "1").With(("extractor_version", 2), ("modality", "MR")),
                Stored("a", "1"),
                Stored("a", "2").With(("extractor_version", 2), ("modality", "MR")),
                Stored("a", "2").With(("modality", "PT"), ("recorded_at", "2027-01-01 00:00:00+00"))
            )
        );

    [Fact]
    public async Task A_late_arrival_is_put_where_the_store_had_it()
    {
        // The second version arrived in October, the first in November; the third never differed from the second.
        await using var lake = Lake(
            Stored("a", "2").With(("modality", "MR")),
            Stored("a", "1").With(("recorded_at", "2026-11-02 00:00:00+00")),
            Stored("a", "3").With(("modality", "MR"), ("recorded_at", "2026-10-20 00:00:00+00"))
        );
        Assert.Equal(
            ["2|corrected|modality|2026-10-01", "3|resent|-|2026-10-20"],
            await lake.QueryAsync(
                "select order_key, change_kind, changed_columns, arrival_date from changes order by order_key"
            )
        );
    }

    [Fact]
    public async Task A_removal_and_the_return_behind_it_are_two_changes()
    {
        await using var lake = Lake(
            Stored("a", "1"),
            Removed("a", "2"),
            Removed("a", "3"),
            Stored("a", "4").With(("study_date", "2026-09-29"))
        );
        Assert.Equal(
            ["2|removed|-|1|-|1000|-", "4|restored|study_date|1|1|1000|1000"],
            await lake.QueryAsync(
                """
                select order_key, change_kind, changed_columns, previous_study_instance_uid, study_instance_uid,
                    previous_object_bytes, object_bytes
                from changes order by order_key
                """
            )
        );
    }

    [Fact]
    public async Task Deleting_an_old_version_changes_nothing_and_deleting_the_newest_brings_the_one_before_back() =>
        Assert.Equal(
            [
                "a|1|resent|-",
                "a|2|corrected|modality",
                "a|4|removed|-",
                "a|5|restored|-",
                "a|6|corrected|modality",
                "a|7|removed|-",
            ],
            await ChangesAsync(
                Stored("a", "0", version: "v0"),
                Stored("a", "1", version: "v1"),
                Stored("a", "2", version: "v2").With(("modality", "MR")),
                Removed("a", "3", version: "v0"),
                Removed("a", "4", "delete_marker", "m1"),
                Removed("a", "5", version: "m1"),
                Removed("a", "6", version: "v2"),
                Removed("a", "7", version: "v1")
            )
        );

    [Fact]
    public async Task Neither_the_order_of_rows_nor_their_number_changes_anything()
    {
        Row[] rows =
        [
            Stored("a", "1", version: "v1"),
            Stored("a", "2", version: "v2").With(("modality", "MR")),
            Removed("a", "3", "delete_marker", "m1"),
            Removed("a", "4", version: "v2"),
            Removed("a", "5", version: "m1"),
            Stored("b", "1", "1.1.2"),
            Removed("b", "2"),
            Stored("b", "3", "2.1.2"),
        ];
        // Behind the marker v1 alone is left, and shows again when the marker goes; b comes back in another study.
        string[] expected =
        [
            "a|2|corrected|modality",
            "a|3|removed|-",
            "a|5|restored|modality",
            "b|2|removed|-",
            @"b|3|restored|series_instance_uid\sop_instance_uid\study_instance_uid",
        ];
        Assert.Equal(expected, await ChangesAsync(rows));
        Assert.Equal(expected, await ChangesAsync([.. rows.Reverse(), .. rows]));
        Assert.Equal(expected, await ChangesAsync([.. rows.OrderBy(row => row.Values["order_key"]), .. rows[3..6]]));
    }

    [Fact]
    public async Task Unusable_and_unread_states_are_told_apart()
    {
        Assert.Equal(
            ["a|2|repaired|-", "a|3|rejected|-", "a|5|repaired|modality", "b|2|removed|-", "c|3|corrected|modality"],
            await ChangesAsync(
                Event("object_rejected", "a", "1"),
                Stored("a", "2"),
                Event("object_rejected", "a", "3"),
                Event("object_rejected", "a", "4"),
                Stored("a", "5").With(("modality", "MR")),
                Event("object_rejected", "b", "1"),
                Removed("b", "2"),
                Stored("c", "1", "1.1.3"),
                Event("object_superseded", "c", "2"),
                Stored("c", "3", "1.1.3").With(("modality", "MR"))
            )
        );
    }

    [Fact]
    public void Every_attribute_is_compared_once_in_order_and_never_as_itself()
    {
        string[] expected =
        [
            .. AttributeTable
                .Attributes.Select(column => column.Name)
                .Append("object_bytes")
                .Order(StringComparer.Ordinal),
        ];
        var sql = HandmadeLake.Catalog["changes"].Sql;
        foreach (var comparison in new[] { "<>", "is distinct from" })
        {
            var compared = Regex.Matches(sql, $@"case when new\.(\w+)\s+{comparison} old\.(\w+)\s+then '(\w+)' end");
            Assert.Equal(expected, compared.Select(match => match.Groups[1].Value));
            Assert.Equal(expected, compared.Select(match => match.Groups[2].Value));
            Assert.Equal(expected, compared.Select(match => match.Groups[3].Value));
        }
    }

    private static async Task<string[]> ChangesAsync(params Row[] rows)
    {
        await using var lake = Lake(rows);
        return await lake.QueryAsync(
            "select object_id, order_key, change_kind, changed_columns from changes order by object_id, order_key"
        );
    }

    private static HandmadeLake Lake(params Row[] rows)
    {
        var lake = new HandmadeLake();
        foreach (var row in rows)
            lake.Add(row);
        return lake;
    }
}
