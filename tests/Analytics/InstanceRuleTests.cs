using static StudyLake.Tests.Analytics.Row;

namespace StudyLake.Tests.Analytics;

/// <summary>What counts as an instance, an image and an exam, each rule by a small case.</summary>
public sealed class InstanceRuleTests
{
    private const string Note = "1.2.840.10008.5.1.4.1.1.88.59";

    [Fact]
    public async Task Trap_28_one_sop_instance_uid_in_two_series_is_reported_and_nothing_is_overwritten()
    {
        await using var lake = new HandmadeLake();
        lake.Add(Stored("a", "1", "1.1.1"));
        lake.Add(Stored("b", "1", "1.2.9").With(("sop_instance_uid", "1.1.1")));
        Assert.Equal(
            ["a|1|2|true|true", "b|2|2|false|true"],
            await lake.QueryAsync(
                "select object_id, copy_number, copy_count, is_counted, has_uid_conflict from instances order by object_id"
            )
        );
        Assert.Equal(
            ["2|1|2|true"],
            await lake.QueryAsync("select series_count, instance_count, object_count, has_uid_conflict from studies")
        );
    }

    [Fact]
    public async Task Two_objects_of_one_instance_are_two_objects_and_one_instance()
    {
        await using var lake = new HandmadeLake();
        lake.Add(Stored("b", "1").With(("recorded_at", "2026-10-01 09:00:00+00")));
        lake.Add(Stored("a", "1").With(("recorded_at", "2026-10-01 10:00:00+00")));
        Assert.Equal(
            ["b|1|2|true|false", "a|2|2|false|false"],
            await lake.QueryAsync(
                "select object_id, copy_number, copy_count, is_counted, has_uid_conflict from instances order by copy_number"
            )
        );
        Assert.Equal(
            ["2|1|2000"],
            await lake.QueryAsync("select object_count, instance_count, stored_bytes from studies")
        );
    }

    [Theory]
    [InlineData("DCM:113001", "withdrawn|1")]
    [InlineData("DCM:113038", "withdrawn|1")]
    [InlineData("DCM:113000", "exam|2")]
    [InlineData("DCM:113039", "exam|2")]
    public async Task A_rejection_note_withdraws_only_by_its_title(string title, string expected)
    {
        await using var lake = new HandmadeLake();
        lake.Add(Stored("a", "1", "1.1.1"));
        lake.Add(
            Stored("note", "1", "1.2.1")
                .With(
                    ("modality", "KO"),
                    ("sop_class_uid", Note),
                    ("concept_name_code", title),
                    ("referenced_sop_instance_uids", @"9.9.9\1.1.1")
                )
        );
        Assert.Equal([expected], await lake.QueryAsync("select exam_class, instance_count from studies"));
    }

    [Fact]
    public async Task An_exam_stays_while_one_acquired_image_is_not_withdrawn()
    {
        await using var lake = new HandmadeLake();
        lake.Add(Stored("a", "1", "1.1.1"));
        lake.Add(Stored("b", "1", "1.1.2"));
        lake.Add(
            Stored("note", "1", "1.2.1")
                .With(
                    ("modality", "KO"),
                    ("sop_class_uid", Note),
                    ("concept_name_code", "DCM:113001"),
                    ("referenced_sop_instance_uids", "1.1.1")
                )
        );
        Assert.Equal(
            ["exam|1|1|2"],
            await lake.QueryAsync(
                "select exam_class, withdrawn_count, acquired_image_count, instance_count from studies"
            )
        );
    }

    [Theory]
    [InlineData("CT", "1.2.840.10008.5.1.4.1.1.2", @"ORIGINAL\PRIMARY\LOCALIZER", "image|true")]
    [InlineData("CT", null, null, "image|true")]
    [InlineData("MR", "1.2.840.10008.5.1.4.1.1.4", @"DERIVED\PRIMARY", "image|false")]
    [InlineData("CT", "1.2.840.10008.5.1.4.1.1.7.2", @"ORIGINAL\PRIMARY", "secondary_capture|false")]
    [InlineData("SR", "1.2.840.10008.5.1.4.1.1.88.67", null, "non_image|false")]
    [InlineData(null, "1.2.840.10008.5.1.4.1.1.88.11", null, "non_image|false")]
    [InlineData("PR", "1.2.840.10008.5.1.4.1.1.11.1", null, "non_image|false")]
    [InlineData("SEG", "1.2.840.10008.5.1.4.1.1.66.4", @"DERIVED\PRIMARY", "non_image|false")]
    [InlineData("REG", "1.2.840.10008.5.1.4.1.1.66.1", null, "non_image|false")]
    [InlineData("DOC", "1.2.840.10008.5.1.4.1.1.104.1", null, "non_image|false")]
    [InlineData("RTIMAGE", "1.2.840.10008.5.1.4.1.1.481.1", @"ORIGINAL\PRIMARY\PORTAL", "image|true")]
    [InlineData("RTDOSE", "1.2.840.10008.5.1.4.1.1.481.2", null, "non_image|false")]
    [InlineData("RTSTRUCT", "1.2.840.10008.5.1.4.1.1.481.3", null, "non_image|false")]
    [InlineData("RTPLAN", "1.2.840.10008.5.1.4.1.1.481.5", null, "non_image|false")]
    [InlineData("ECG", "1.2.840.10008.5.1.4.1.1.9.1.1", null, "non_image|false")]
    [InlineData("PT", "1.2.840.10008.5.1.4.1.1.128", @"ORIGINAL\PRIMARY", "image|true")]
    [InlineData("US", "1.2.840.10008.5.1.4.1.1.6.1", null, "image|true")]
    [InlineData("OP", "1.2.840.10008.5.1.4.1.1.77.1.5.1", null, "image|true")]
    [InlineData(null, null, null, "non_image|false")]
    public async Task An_object_is_an_image_or_not_by_modality_and_class(
        string? modality,
        string? sopClass,
        string? imageType,
        string expected
    )
    {
        await using var lake = new HandmadeLake();
        var row = Stored("a", "1");
        foreach (
            var (column, value) in new[]
            {
                ("modality", modality),
                ("sop_class_uid", sopClass),
                ("image_type", imageType),
            }
        )
        {
            row.Values.Remove(column);
            if (value is not null)
                row.Values[column] = value;
        }
        lake.Add(row);
        Assert.Equal([expected], await lake.QueryAsync("select object_kind, is_original from stg_instances"));
    }

    [Fact]
    public async Task The_first_acquired_series_gives_the_modality_and_a_document_never_does()
    {
        await using var lake = new HandmadeLake();
        lake.Add(
            Stored("a", "1", "1.1.1")
                .With(("modality", "SR"), ("series_date", "2026-09-30"), ("series_time", "08:00:00.000"))
        );
        lake.Add(
            Stored("b", "1", "1.2.1")
                .With(("modality", "XA"), ("series_date", "2026-09-30"), ("series_time", "10:00:00.000"))
        );
        lake.Add(
            Stored("c", "1", "1.3.1")
                .With(("modality", "US"), ("series_date", "2026-09-30"), ("series_time", "09:00:00.000"))
        );
        Assert.Equal([@"US|SR\US\XA"], await lake.QueryAsync("select primary_modality, modalities from studies"));
    }

    [Fact]
    public async Task Times_that_do_not_exist_are_null_and_midnight_is_crossed_by_date()
    {
        await using var lake = new HandmadeLake();
        lake.Add(Stored("a", "1", "1.1.1").With(("study_time", "23:59:60.000")));
        lake.Add(
            Stored("b", "1", "2.1.1")
                .With(("acquisition_date_time", "2026-10-01T00:10:00.000+02:00"), ("acquisition_date", "2020-01-01"))
        );
        Assert.Equal(
            ["1|-|-", "2|2026-09-30 09:15:00|2026-09-30 22:10:00"],
            await lake.QueryAsync(
                "select study_instance_uid, study_start_local_at, acquired_at from instances order by 1"
            )
        );
    }
}
