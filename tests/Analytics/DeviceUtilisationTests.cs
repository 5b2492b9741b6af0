using StudyLake.Events.Lake;
using static StudyLake.Tests.Analytics.TimedExams;

namespace StudyLake.Tests.Analytics;

/// <summary>Busy time, gaps and repeats of devices, worked out by hand with a clock.</summary>
public sealed class DeviceUtilisationTests
{
    private const string Day = "2026-09-28 ";

    /// <remarks>
    /// <code>
    /// exam  from   to     within 08:00-18:00  gap before it
    /// e1    07:50  08:20  20
    /// e2    08:30  09:00  30                  10 change
    /// e3    08:50  09:10  10 of its own       overlap, 0 change
    /// e4    13:00  13:30  30                  230 idle
    /// e5    17:50  18:30  10                  260 idle
    /// e6    18:40  ?      -                   10 outside the hours
    /// e7    19:00  19:20  -                   none, for nobody knows when e6 ended
    /// </code>
    /// </remarks>
    [Fact]
    public async Task A_day_adds_up_as_it_does_on_a_clock()
    {
        await using var lake = Monday();
        Assert.Equal(
            ["7|6|4|2|2|1|0.8571|160|600|100|0.1667|0.4|10|490|2026-09-28 07:50:00|2026-09-28 19:20:00"],
            await lake.QueryAsync(
                """
                select exam_count, timed_exam_count, operating_exam_count, change_count, idle_count, overlap_count,
                    round(coverage_share, 4), round(busy_minutes, 4), operating_minutes, round(busy_operating_minutes, 4),
                    round(utilisation_share, 4), round(exams_per_operating_hour, 4), round(change_minutes, 4),
                    round(idle_minutes, 4), first_exam_site_at, last_exam_site_at
                from device_utilisation where calendar_date = date '2026-09-28'
                """
            )
        );
        await UtilisationChecks.AssertAllPassAsync(lake);
    }

    [Fact]
    public async Task Gaps_are_told_apart_and_none_follows_an_exam_of_unknown_end()
    {
        await using var lake = Monday();
        Assert.Equal(
            [
                "e2|e1|change|10|false",
                "e3|e2|change|0|true",
                "e4|e3|idle|230|false",
                "e5|e4|idle|260|false",
                "e6|e5|outside_hours|10|false",
            ],
            await lake.QueryAsync(
                "select exam_id, previous_exam_id, gap_kind, round(gap_minutes, 4), is_overlap from device_gaps order by exam_id"
            )
        );
    }

    [Fact]
    public async Task The_length_of_idle_time_can_be_set()
    {
        await using var lake = Monday("idle_gap_minutes,240");
        Assert.Equal(
            ["change|3", "idle|1", "outside_hours|1"],
            await lake.QueryAsync("select gap_kind, count(*) from device_gaps group by gap_kind order by gap_kind")
        );
    }

    [Fact]
    public async Task A_gap_runs_from_the_latest_end_so_far()
    {
        await using var lake = Lake();
        Add(lake, "a", "09:00:00", "10:00:00");
        Add(lake, "b", "09:10:00", "09:20:00");
        Add(lake, "c", "10:10:00", "10:20:00");
        Assert.Equal(
            ["b|0|true", "c|10|false"],
            await lake.QueryAsync("select exam_id, round(gap_minutes, 4), is_overlap from device_gaps order by exam_id")
        );
        Assert.Equal(["70"], await lake.QueryAsync("select round(max(busy_minutes), 4) from device_utilisation"));
    }

    [Fact]
    public async Task Days_of_operation_without_an_exam_count_as_unused_and_holidays_not_at_all()
    {
        await using var lake = Monday();
        // 1 October is a holiday, Saturday the 3rd is a working day, and the lake knows of nothing after the 4th.
        Assert.Equal(
            ["2026-09-28|7|0.1667", "2026-09-29|0|0", "2026-09-30|0|0", "2026-10-02|0|0", "2026-10-03|0|0"],
            await lake.QueryAsync(
                "select calendar_date, exam_count, round(utilisation_share, 4) from device_utilisation order by calendar_date"
            )
        );
    }

    [Fact]
    public async Task Hours_over_midnight_belong_to_the_day_on_which_they_begin()
    {
        await using var lake = Lake();
        Night("a", "2026-09-28 21:30:00", "2026-09-28 22:30:00");
        Night("b", "2026-09-29 00:10:00", "2026-09-29 00:20:00");
        Night("c", "2026-09-29 05:30:00", "2026-09-29 06:30:00");
        // 22:00 to 22:30, 00:10 to 00:20 and 05:30 to 06:00 of eight hours; b and c began within them, a did not.
        Assert.Equal(
            ["2026-09-28|1|480|70|2", "2026-09-29|2|480|0|0"],
            await lake.QueryAsync(
                """
                select calendar_date, exam_count, operating_minutes, round(busy_operating_minutes, 4), operating_exam_count
                from device_utilisation
                where device_key = 'spree-night' and calendar_date < date '2026-09-30'
                order by calendar_date
                """
            )
        );

        void Night(string study, string start, string end)
        {
            foreach (var (number, time) in new[] { (1, start), (2, end) })
                lake.Add(Image($"{study}.a.{number}", time).With(("device_serial_number", "NIGHT")));
        }
    }

    [Fact]
    public async Task Without_any_usable_time_utilisation_is_unknown_and_not_zero()
    {
        await using var lake = Lake();
        lake.Add(Image("a.a.1", Day + "10:00:00"));
        Assert.Equal(
            ["1|0|0|-"],
            await lake.QueryAsync(
                "select exam_count, timed_exam_count, coverage_share, utilisation_share from device_utilisation where calendar_date = date '2026-09-28'"
            )
        );
    }

    [Fact]
    public async Task Without_hours_busy_time_is_known_and_utilisation_is_not()
    {
        await using var lake = Lake();
        foreach (var minute in new[] { 10, 40 })
            lake.Add(Image($"a.a.{minute}", $"{Day}10:{minute}:00").With(("institution_name", Chicago)));
        Assert.Equal(
            ["2026-09-28|30|-|-|false"],
            await lake.QueryAsync(
                "select calendar_date, round(busy_minutes, 4), operating_minutes, utilisation_share, is_operating_day from device_utilisation"
            )
        );
    }

    [Fact]
    public async Task A_repeat_is_the_same_protocol_acquired_again_and_no_reconstruction()
    {
        await using var lake = Lake();
        // T2 twice, T1 once with a reconstruction of the same acquisition, and the same protocol under another name.
        Series("a", "10:00:00", "HEAD", "T2");
        Series("b", "10:10:00", "HEAD", "T2");
        Series("c", "10:20:00", "HEAD", "T1");
        Series("d", "10:20:00", "HEAD", "T1");
        Series("e", "10:30:00", "HEAD", "DWI");
        lake.Add(Image("plain.a.1", Day + "11:00:00"));
        Assert.Equal(
            ["mr|3|1", "plain|0|0"],
            await lake.QueryAsync("select exam_id, protocol_count, repeat_count from protocol_repeats order by exam_id")
        );

        void Series(string series, string time, string protocol, string description)
        {
            var row = Mr($"mr.{series}.1", "SIEMENS", Day + time, Day + time);
            lake.Add(row);
            lake.Add(
                LakeTables.StudyText,
                "2026-10-04",
                Row.Of(
                    ("source", row.Values["source"]),
                    ("object_id", row.Values["object_id"]),
                    ("order_key", row.Values["order_key"]),
                    ("extractor_version", row.Values["extractor_version"]),
                    ("protocol_name", protocol),
                    ("series_description", description)
                )
            );
        }
    }

    private static HandmadeLake Monday(params string[] settings)
    {
        var lake = Lake(settings);
        Add(lake, "e1", "07:50:00", "08:20:00");
        Add(lake, "e2", "08:30:00", "09:00:00");
        Add(lake, "e3", "08:50:00", "09:10:00");
        Add(lake, "e4", "13:00:00", "13:30:00");
        Add(lake, "e5", "17:50:00", "18:30:00");
        Add(lake, "e6", "18:40:00", null);
        Add(lake, "e7", "19:00:00", "19:20:00");
        return lake;
    }

    private static void Add(HandmadeLake lake, string study, string start, string? end)
    {
        lake.Add(Image($"{study}.a.1", Day + start));
        if (end is not null)
            lake.Add(Image($"{study}.a.2", Day + end));
    }
}
