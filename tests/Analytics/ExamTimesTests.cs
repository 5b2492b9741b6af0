using static StudyLake.Tests.Analytics.TimedExams;

namespace StudyLake.Tests.Analytics;

/// <summary>Start, end and duration of exams: each expected value was worked out by hand from the times in the rows.</summary>
public sealed class ExamTimesTests
{
    private const string Columns =
        "select study_instance_uid, start_rule, end_rule, confidence, confidence_reason, round(duration_minutes, 2), start_at, end_at from exam_times order by exam_id";

    private const string Day = "2026-09-28 ";

    [Fact]
    public async Task Acquisitions_of_a_ct_run_from_the_first_to_the_start_of_the_last() =>
        await Expect(
            ["ct|acquisition|last_acquisition|medium|end_is_last_start|6|2026-09-28 08:00:00|2026-09-28 08:06:00"],
            Image("ct.a.1", Day + "10:02:00"),
            Image("ct.a.2", Day + "10:06:00"),
            Image("ct.b.1", Day + "10:00:00")
        );

    [Fact]
    public async Task One_time_is_no_duration_and_a_stated_duration_is() =>
        await Expect(
            [
                "long|acquisition|acquisition_duration|high|-|1.5|2026-09-28 08:00:00|2026-09-28 08:01:30",
                "one|acquisition|none|none|one_time|-|2026-09-28 08:00:00|-",
            ],
            Image("one.a.1", Day + "10:00:00"),
            Image("one.a.2", Day + "10:00:00"),
            Image("long.a.1", Day + "10:00:00").With(("acquisition_duration_s", 90.0))
        );

    [Fact]
    public async Task A_performed_step_wins_only_when_it_has_both_ends_around_the_acquisitions() =>
        // 09:50 to 10:20; the second step ends before its last acquisition, the third has no end.
        await Expect(
            [
                "around|performed_step|performed_step|high|-|30|2026-09-28 07:50:00|2026-09-28 08:20:00",
                "early|acquisition|last_acquisition|medium|step_contradicted|10|2026-09-28 08:00:00|2026-09-28 08:10:00",
                "open|acquisition|last_acquisition|medium|end_is_last_start|10|2026-09-28 08:00:00|2026-09-28 08:10:00",
            ],
            Image("around.a.1", Day + "10:00:00").Step(Day + "09:50:00", Day + "10:20:00"),
            Image("around.a.2", Day + "10:10:00").Step(Day + "09:50:00", Day + "10:20:00"),
            Image("early.a.1", Day + "10:00:00").Step(Day + "09:50:00", Day + "10:05:00"),
            Image("early.a.2", Day + "10:10:00").Step(Day + "09:50:00", Day + "10:05:00"),
            Image("open.a.1", Day + "10:00:00").Step(Day + "09:50:00", null),
            Image("open.a.2", Day + "10:10:00").Step(Day + "09:50:00", null)
        );

    [Theory]
    [InlineData("Philips Medical Systems")]
    [InlineData("FONAR Corp")]
    public async Task An_mr_of_philips_or_fonar_runs_from_the_first_series_to_the_last_acquisition(string maker) =>
        await Expect(
            ["mr|first_series|last_acquisition|high|-|22|2026-09-28 07:58:00|2026-09-28 08:20:00"],
            Mr("mr.a.1", maker, Day + "10:00:00", Day + "09:58:00"),
            Mr("mr.b.1", maker, Day + "10:20:00", Day + "10:18:00").With(("acquisition_duration_s", 60.0))
        );

    [Fact]
    public async Task An_mr_of_ge_ends_with_the_duration_of_the_last_acquisition_and_without_one_is_doubtful() =>
        await Expect(
            [
                "known|acquisition|acquisition_duration|high|-|24|2026-09-28 08:00:00|2026-09-28 08:24:00",
                "short|acquisition|last_acquisition|low|no_duration_of_last|20|2026-09-28 08:00:00|2026-09-28 08:20:00",
            ],
            Mr("known.a.1", "GE MEDICAL SYSTEMS", Day + "10:00:00", Day + "10:00:00"),
            Mr("known.b.1", "GE MEDICAL SYSTEMS", Day + "10:20:00", Day + "10:20:00")
                .With(("acquisition_duration_s", 240.0)),
            // The duration of the first acquisition ends before the last begins: it tells nothing of the end.
            Mr("short.a.1", "GE MEDICAL SYSTEMS", Day + "10:00:00", Day + "10:00:00")
                .With(("acquisition_duration_s", 240.0)),
            Mr("short.b.1", "GE MEDICAL SYSTEMS", Day + "10:20:00", Day + "10:20:00")
        );

    [Fact]
    public async Task An_mr_of_another_maker_runs_from_the_first_acquisition_to_the_last_series() =>
        await Expect(
            ["mr|acquisition|last_series|high|-|25|2026-09-28 08:00:00|2026-09-28 08:25:00"],
            Mr("mr.a.1", "SIEMENS", Day + "10:00:00", Day + "10:04:00"),
            Mr("mr.b.1", "SIEMENS", Day + "10:20:00", Day + "10:25:00")
        );

    [Fact]
    public async Task A_habit_that_the_times_contradict_is_not_followed() =>
        // Series after acquisition on a Philips, before it on a Siemens.
        await Expect(
            [
                "one|acquisition|last_acquisition|medium|vendor_rule_contradicted|20|2026-09-28 08:00:00|2026-09-28 08:20:00",
                "two|acquisition|last_acquisition|medium|vendor_rule_contradicted|20|2026-09-28 08:00:00|2026-09-28 08:20:00",
            ],
            Mr("one.a.1", "Philips", Day + "10:00:00", Day + "10:03:00"),
            Mr("one.b.1", "Philips", Day + "10:20:00", Day + "10:23:00"),
            Mr("two.a.1", "SIEMENS", Day + "10:00:00", Day + "09:58:00"),
            Mr("two.b.1", "SIEMENS", Day + "10:20:00", Day + "10:18:00")
        );

    [Fact]
    public async Task Frames_give_the_times_of_an_enhanced_object_and_not_its_top_level() =>
        // Frames from 10:00:00 to 10:09:30; AcquisitionDateTime would say 10:01.
        await Expect(
            ["mr|frame|frame_duration|high|-|9.5|2026-09-28 08:00:00|2026-09-28 08:09:30"],
            Enhanced("mr.a.1", "2026-09-28T10:01:00.000")
                .With(
                    ("frame_acquisition_date_time_first", "2026-09-28T10:00:00.000"),
                    ("frame_acquisition_date_time_end", "2026-09-28T10:09:30.000")
                )
        );

    [Fact]
    public async Task Frames_state_their_own_offset() =>
        // 10:00 at +05:30 is 04:30 UTC, wherever the site is.
        await Expect(
            ["mr|frame|frame_duration|high|-|9|2026-09-28 04:30:00|2026-09-28 04:39:00"],
            Enhanced("mr.a.1", "2026-09-28T10:00:00.000+05:30")
                .With(
                    ("frame_acquisition_date_time_first", "2026-09-28T10:00:00.000+05:30"),
                    ("frame_acquisition_date_time_end", "2026-09-28T10:09:00.000+05:30")
                )
        );

    [Fact]
    public async Task An_enhanced_object_without_frame_times_falls_back_to_its_top_level_with_less_confidence() =>
        await Expect(
            ["mr|acquisition|acquisition_duration|medium|frames_not_read|5|2026-09-28 08:01:00|2026-09-28 08:06:00"],
            Enhanced("mr.a.1", "2026-09-28T10:01:00.000").With(("acquisition_duration_s", 300.0))
        );

    [Fact]
    public async Task Content_times_stand_in_where_no_image_says_when_it_was_acquired() =>
        await Expect(
            ["us|content|content|low|content_time|15|2026-09-28 08:00:00|2026-09-28 08:15:00"],
            Image("us.a.1").At("content", Day + "10:00:00"),
            Image("us.a.2").At("content", Day + "10:15:00")
        );

    [Fact]
    public async Task Only_original_images_that_count_set_start_and_end() =>
        // A reconstruction, a secondary capture, a report and a withdrawn image come later or earlier.
        await Expect(
            ["ct|acquisition|last_acquisition|medium|end_is_last_start|5|2026-09-28 08:00:00|2026-09-28 08:05:00"],
            Image("ct.a.1", Day + "10:00:00"),
            Image("ct.a.2", Day + "10:05:00"),
            Image("ct.b.1", Day + "11:00:00").With(("image_type", @"DERIVED\SECONDARY\MPR")),
            Image("ct.c.1", Day + "11:30:00").With(("sop_class_uid", "1.2.840.10008.5.1.4.1.1.7")),
            Image("ct.d.1", Day + "12:00:00").With(("modality", "SR")),
            Image("ct.a.3", Day + "09:00:00"),
            Image("ct.e.1", Day + "12:00:00")
                .With(
                    ("modality", "KO"),
                    ("sop_class_uid", "1.2.840.10008.5.1.4.1.1.88.59"),
                    ("concept_name_code", "DCM:113001"),
                    ("referenced_sop_instance_uids", "ct.a.3")
                )
        );

    [Fact]
    public async Task The_studys_own_time_is_a_start_and_never_a_duration() =>
        await Expect(
            ["none|none|none|none|no_time|-|-|-", "study|study|none|none|one_time|-|2026-09-28 07:15:00|-"],
            Image("none.a.1"),
            Image("study.a.1").With(("study_time", "09:15:00.000"))
        );

    [Fact]
    public async Task Midnight_is_no_edge_and_a_time_keeps_its_zeros() =>
        // 23:50 to 00:20 are 30 minutes; 00:05:30 is five minutes past midnight.
        await Expect(
            [
                "night|acquisition|last_acquisition|medium|end_is_last_start|30|2026-09-28 21:50:00|2026-09-28 22:20:00",
                "zeros|acquisition|last_acquisition|medium|end_is_last_start|5.5|2026-09-28 22:00:00|2026-09-28 22:05:30",
            ],
            Image("night.a.1", Day + "23:50:00"),
            Image("night.a.2", "2026-09-29 00:20:00"),
            Image("zeros.a.1", "2026-09-29 00:00:00"),
            Image("zeros.a.2", "2026-09-29 00:05:30")
        );

    [Fact]
    public async Task A_night_in_which_clocks_change_keeps_the_true_length() =>
        // Berlin, 25 October 2026: clocks go from 03:00 back to 02:00. 29 March: from 02:00 on to 03:00.
        await Expect(
            [
                "autumn|acquisition|last_acquisition|medium|end_is_last_start|180|2026-10-24 23:30:00|2026-10-25 02:30:00",
                "spring|acquisition|last_acquisition|medium|end_is_last_start|30|2026-03-29 00:45:00|2026-03-29 01:15:00",
            ],
            Image("autumn.a.1", "2026-10-25 01:30:00"),
            Image("autumn.a.2", "2026-10-25 03:30:00"),
            Image("spring.a.1", "2026-03-29 01:45:00"),
            Image("spring.a.2", "2026-03-29 03:15:00")
        );

    [Fact]
    public async Task The_hour_that_comes_twice_is_flagged_unless_an_offset_tells_which_it_is()
    {
        await using var lake = Lake();
        lake.Add(Image("twice.a.1", "2026-10-25 02:10:00"));
        lake.Add(Image("twice.a.2", "2026-10-25 02:40:00"));
        lake.Add(Image("told.a.1", "2026-10-25 02:10:00").With(("timezone_offset_from_utc", "+0100")));
        lake.Add(Image("told.a.2", "2026-10-25 02:40:00").With(("timezone_offset_from_utc", "+0100")));
        // The first pass of 02:10 is 00:10 UTC, the second 01:10.
        Assert.Equal(
            [
                "told|false|true|medium|end_is_last_start|2026-10-25 01:10:00|2026-10-25 02:10:00",
                "twice|true|false|low|ambiguous_hour|2026-10-25 00:10:00|2026-10-25 02:10:00",
            ],
            await lake.QueryAsync(
                "select exam_id, is_ambiguous_hour, is_usable, confidence, confidence_reason, start_at, start_site_at from exam_times order by exam_id"
            )
        );
    }

    [Fact]
    public async Task An_hour_that_does_not_exist_shows_a_clock_that_was_not_set()
    {
        await using var lake = Lake();
        lake.Add(Image("lost.a.1", "2026-03-29 02:10:00"));
        lake.Add(Image("lost.a.2", "2026-03-29 03:20:00"));
        Assert.Equal(
            ["low|nonexistent_hour|false"],
            await lake.QueryAsync("select confidence, confidence_reason, is_usable from exam_times")
        );
    }

    [Fact]
    public async Task Each_site_has_its_own_zone_and_an_unknown_one_keeps_the_times_of_the_header()
    {
        await using var lake = Lake();
        foreach (var (study, institution) in new[] { ("a", Berlin), ("b", Chicago), ("c", "Elsewhere") })
        {
            lake.Add(Image($"{study}.a.1", Day + "10:00:00").With(("institution_name", institution)));
            lake.Add(Image($"{study}.a.2", Day + "10:10:00").With(("institution_name", institution)));
        }
        lake.Add(
            Image("d.a.1", Day + "10:00:00")
                .With(("institution_name", "Elsewhere"), ("timezone_offset_from_utc", "+0900"))
        );
        lake.Add(
            Image("d.a.2", Day + "10:10:00")
                .With(("institution_name", "Elsewhere"), ("timezone_offset_from_utc", "+0900"))
        );
        Assert.Equal(
            [
                "a|2026-09-28 08:00:00|2026-09-28 10:00:00|10|end_is_last_start",
                "b|2026-09-28 15:00:00|2026-09-28 10:00:00|10|end_is_last_start",
                "c|-|2026-09-28 10:00:00|10|zone_unknown",
                "d|2026-09-28 01:00:00|2026-09-28 10:00:00|10|end_is_last_start",
            ],
            await lake.QueryAsync(
                "select exam_id, start_at, start_site_at, round(duration_minutes, 2), confidence_reason from exam_times order by exam_id"
            )
        );
    }

    [Fact]
    public async Task An_exam_over_six_hours_is_doubtful_and_the_limit_can_be_set()
    {
        (string[] Settings, string Expected)[] cases =
        [
            ([], "low|too_long|false"),
            (["longest_exam_minutes,420"], "medium|end_is_last_start|true"),
        ];
        foreach (var (settings, expected) in cases)
        {
            await using var lake = Lake(settings);
            lake.Add(Image("ct.a.1", Day + "10:00:00"));
            lake.Add(Image("ct.a.2", Day + "16:00:01"));
            Assert.Equal(
                [expected],
                await lake.QueryAsync("select confidence, confidence_reason, is_usable from exam_times")
            );
        }
    }

    [Fact]
    public async Task Images_of_another_device_do_not_lengthen_the_exam()
    {
        await using var lake = Lake();
        lake.Add(Image("ct.a.1", Day + "10:00:00").With(("instance_number", 1)).At("series", Day + "10:00:00"));
        lake.Add(Image("ct.a.2", Day + "10:05:00").With(("instance_number", 2)).At("series", Day + "10:00:00"));
        lake.Add(Image("ct.b.1", Day + "14:00:00", Day + "14:00:00").With(("device_serial_number", "CT-2")));
        Assert.Equal(
            ["5|several_devices"],
            await lake.QueryAsync("select round(duration_minutes, 2), confidence_reason from exam_times")
        );
    }

    [Fact]
    public async Task Each_day_of_radiotherapy_has_its_own_times()
    {
        await using var lake = Lake();
        foreach (var (series, day) in new[] { ("a", "2026-09-28"), ("b", "2026-09-29") })
        foreach (var minute in new[] { 0, 5 })
            lake.Add(
                Image($"rt.{series}.{minute}", $"{day} 10:0{minute}:00", $"{day} 10:00:00")
                    .With(
                        ("modality", "RTIMAGE"),
                        ("sop_class_uid", "1.2.840.10008.5.1.4.1.1.481.1"),
                        ("study_date", "2026-09-28")
                    )
            );
        Assert.Equal(
            ["rt@2026-09-28|5|2026-09-28 08:00:00", "rt@2026-09-29|5|2026-09-29 08:00:00"],
            await lake.QueryAsync(
                "select exam_id, round(duration_minutes, 2), start_at from exam_times order by exam_id"
            )
        );
    }

    private static Row Enhanced(string image, string acquired) =>
        Mr(image, "SIEMENS", null)
            .With(
                ("sop_class_uid", "1.2.840.10008.5.1.4.1.1.4.1"),
                ("number_of_frames", 20),
                ("study_date", "2026-09-28"),
                ("acquisition_date_time", acquired)
            );

    private static async Task Expect(string[] expected, params Row[] rows)
    {
        await using var lake = Lake();
        foreach (var row in rows)
            lake.Add(row);
        Assert.Equal(expected, await lake.QueryAsync(Columns));
    }
}
