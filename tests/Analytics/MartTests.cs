using StudyLake.Analytics;

namespace StudyLake.Tests.Analytics;

/// <summary>The marts over <see cref="TenStudies"/>; every number was counted by hand from its table.</summary>
public sealed class MartTests(MartTests.Fixture fixture) : IClassFixture<MartTests.Fixture>
{
    private HandmadeLake Lake => fixture.Lake;

    [Fact]
    public async Task Every_declared_test_passes()
    {
        var failures = new List<string>();
        foreach (var test in HandmadeLake.Catalog.Views.SelectMany(ModelTests.Of))
        {
            var rows = await Lake.QueryAsync(test.Sql);
            if (rows.Length > 0)
                failures.Add($"{test.Model}: {test.Name}: {rows[0]}");
        }
        Assert.Empty(failures);
    }

    [Fact]
    public async Task Studies_exams_and_instances_by_modality_add_up() =>
        Assert.Equal(
            [
                "CT|3|2|5|6|5|6000",
                "MG|1|1|2|2|2|2000",
                "MR|2|1|2|2|41|2000",
                "OT|1|0|1|1|1|1000",
                "PT|1|1|4|4|3|4000",
                "RTIMAGE|1|2|2|2|2|2000",
                "SR|1|0|1|1|0|1000",
            ],
            await Lake.QueryAsync(
                """
                select modality, study_count, exam_count, instance_count, object_count, frame_count, stored_bytes
                from studies_by_modality order by modality
                """
            )
        );

    [Fact]
    public async Task Objects_by_their_own_modality_are_one_row_each() =>
        Assert.Equal(
            ["CT|7", "MG|2", "MR|2", "OT|1", "PT|2", "RTIMAGE|2", "SR|2"],
            await Lake.QueryAsync(
                "select modality, count(*) as instances from instances group by modality order by modality"
            )
        );

    [Fact]
    public async Task Studies_by_institution_keep_outside_studies_unmapped() =>
        Assert.Equal(
            [
                "Hill|Hill Clinic|3|1|3",
                "Riverside|RIVERSIDE  hospital|1|1|3",
                "Riverside|Riverside Hospital|3|3|7",
                "unmapped|Elsewhere|1|0|1",
                "unmapped|unknown|2|2|3",
            ],
            await Lake.QueryAsync(
                """
                select site_name, institution_name, study_count, exam_count, instance_count
                from studies_by_institution order by 1, 2
                """
            )
        );

    [Fact]
    public async Task A_missing_study_date_is_its_own_row_and_never_a_day() =>
        Assert.Equal(
            ["2026-09-28|3|3", "2026-09-29|3|2", "2026-09-30|3|1", "-|1|1"],
            await Lake.QueryAsync("select study_date, study_count, exam_count from studies_by_date order by study_date")
        );

    [Fact]
    public async Task Volume_daily_adds_up_to_the_totals() =>
        Assert.Equal(
            ["10|7|15|17|18|54|18000"],
            await Lake.QueryAsync(
                """
                select sum(study_count), sum(exam_count), sum(series_count), sum(instance_count), sum(object_count),
                    sum(frame_count), sum(stored_bytes)
                from volume_daily
                """
            )
        );

    [Fact]
    public async Task A_study_that_is_no_exam_says_why() =>
        Assert.Equal(
            ["capture|secondary_capture_only", "derived|derived_only", "phantom|phantom", "report|document_only"],
            await Lake.QueryAsync(
                "select study_instance_uid, exam_class from studies where not is_exam order by study_instance_uid"
            )
        );

    [Fact]
    public async Task Processing_and_presentation_of_one_exposure_are_one_image() =>
        Assert.Equal(
            ["2|1|2"],
            await Lake.QueryAsync(
                "select instance_count, image_count, acquired_image_count from studies where study_instance_uid = 'breast'"
            )
        );

    [Fact]
    public async Task Starts_stand_in_site_local_time() =>
        Assert.Equal(
            [
                "Hill|MR|2|10|1",
                "Riverside|CT|1|9|1",
                "Riverside|PT|1|10|1",
                "Riverside|RTIMAGE|1|8|1",
                "Riverside|RTIMAGE|-|-|1",
                "unmapped|CT|-|-|1",
                "unmapped|MG|-|-|1",
            ],
            await Lake.QueryAsync(
                """
                select site_name, modality, weekday, start_hour, exam_count
                from hourly order by site_name, modality, weekday, start_hour
                """
            )
        );

    [Fact]
    public async Task A_study_start_is_converted_by_header_offset_else_by_site_zone() =>
        Assert.Equal(
            // 09:15 in Berlin in summer is 07:15 UTC; 14:00 at offset 0 is 10:00 in New York.
            ["ct|2026-09-28 07:15:00|2026-09-28 09:15:00", "mr|2026-09-29 14:00:00|2026-09-29 10:00:00"],
            await Lake.QueryAsync(
                """
                select study_instance_uid, study_start_at, study_start_site_at
                from studies where study_instance_uid in ('ct', 'mr') order by 1
                """
            )
        );

    [Fact]
    public async Task Arrival_lag_runs_from_the_first_acquisition_to_the_first_arrival() =>
        // First acquired 09:21 in Berlin, 07:21 UTC; arrived 07:51.
        Assert.Equal(
            ["Riverside|CT|1|1|30|30|30|30|2026-09-01"],
            await Lake.QueryAsync(
                """
                select site_name, modality, study_count, measured_study_count, shortest_lag_minutes, median_lag_minutes,
                    p95_lag_minutes, longest_lag_minutes, arrival_month
                from arrival_lag where measured_study_count > 0
                """
            )
        );

    [Fact]
    public async Task A_registered_device_is_found_by_maker_and_serial_number() =>
        Assert.Equal(
            ["riverside-ct-1|CT 1|CT|1|1|3|2026-09-28|2026-09-28"],
            await Lake.QueryAsync(
                """
                select device_key, device_name, modality, study_count, exam_count, acquired_image_count,
                    first_study_date, last_study_date
                from devices where is_mapped
                """
            )
        );

    [Fact]
    public async Task A_device_day_has_first_and_last_exam() =>
        Assert.Equal(
            ["riverside-ct-1|1|3|2026-09-28|2026-09-28 09:15:00|2026-09-28 09:15:00"],
            await Lake.QueryAsync(
                """
                select device_key, exam_count, instance_count, exam_date, first_exam_site_at, last_exam_site_at
                from device_days where device_key = 'riverside-ct-1'
                """
            )
        );

    [Fact]
    public async Task Patients_count_by_pseudonym() =>
        Assert.Equal(
            ["p1|CT\\MR|2|2", "p2|PT|1|1", "p3|MR\\SR|2|0", "p4|OT|1|0", "p5|MG|1|1", "p6|RTIMAGE|1|2", "qa|CT|1|0"],
            await Lake.QueryAsync(
                "select patient_pseudonym, modalities, study_count, exam_count from patients order by patient_pseudonym"
            )
        );

    [Fact]
    public async Task Exam_mix_names_codes_and_never_guesses() =>
        Assert.Equal(
            ["LN:1\\LN:2|code|1", "unmapped|unmapped|6"],
            await Lake.QueryAsync(
                "select exam_name, name_rule, sum(exam_count) from exam_mix group by exam_name, name_rule order by 1"
            )
        );

    [Fact]
    public async Task Rejected_and_pending_objects_are_listed() =>
        Assert.Equal(
            ["nothing|empty_object", "text|not_dicom", "late|pending"],
            await Lake.QueryAsync(
                """
                select object_id, rejection_reason from rejected_objects
                union all
                select object_id, 'pending' from pending_objects
                order by 2, 1
                """
            )
        );

    [Fact]
    public async Task Everything_reconciles_and_each_check_was_made() =>
        Assert.Equal(
            [
                "bytes_in_storage|1|18010|18010",
                "changes_noticed|1|23|23",
                "damaged_segments|2|0|0",
                "exams_in_marts|4|28|28",
                "instances_in_marts|6|102|102",
                "issues_in_marts|1|0|0",
                "log_lines|2|24|24",
                "objects_in_marts|1|21|21",
                "objects_in_storage|1|20|20",
                "objects_in_store|1|21|21",
                "studies_in_marts|5|50|50",
            ],
            await Lake.QueryAsync(
                """
                select check_name, count(*), sum(expected_count), sum(found_count)
                from reconciliation group by check_name order by check_name
                """
            )
        );

    [Fact]
    public async Task Missing_attributes_are_a_share_of_the_objects() =>
        Assert.Equal(
            ["study_date|2|4|0.5", "study_time|2|4|0.5"],
            await Lake.QueryAsync(
                """
                select subject, affected_count, object_count, affected_share
                from quality
                where check_kind = 'missing' and institution_name = 'unknown' and subject in ('study_date', 'study_time')
                order by subject
                """
            )
        );

    /// <summary>One lake for all tests: the marts are only read.</summary>
    public sealed class Fixture : IAsyncDisposable
    {
        internal HandmadeLake Lake { get; } = TenStudies.Lake();

        public ValueTask DisposeAsync() => Lake.DisposeAsync();
    }
}
