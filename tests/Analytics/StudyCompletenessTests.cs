using static StudyLake.Tests.Analytics.Row;

namespace StudyLake.Tests.Analytics;

/// <summary>Studies of which each instance's arrival was set by hand; the quiet period is an hour.</summary>
public sealed class StudyCompletenessTests
{
    private const string Answer = """
        select study_instance_uid, completeness, instance_count, growth_after_stable_count, largest_gap_minutes,
            is_quiet, last_arrived_at, first_stable_at
        from study_completeness order by study_instance_uid
        """;

    [Fact]
    public async Task A_study_is_partial_until_the_log_is_an_hour_past_its_last_instance()
    {
        await using var lake = new HandmadeLake();
        lake.Add(Arrived("a", "1.1.1", "08:00:00"));
        lake.Add(Arrived("b", "1.1.2", "08:30:00"));
        lake.Add(Arrived("c", "2.1.1", "08:30:01"));
        // The log's last line is of another object, which is removed again.
        lake.Add(Arrived("d", "3.1.1", "08:10:00"));
        lake.Add(Removed("d", "2").With(("recorded_at", "2026-10-01 09:30:00+00")));
        Assert.Equal(
            [
                "1|stable|2|0|30|true|2026-10-01 08:30:00|2026-10-01 09:30:00",
                "2|partial|1|0|-|false|2026-10-01 08:30:01|-",
            ],
            await lake.QueryAsync(Answer)
        );
    }

    [Fact]
    public async Task What_comes_after_an_hour_is_growth_and_what_comes_before_is_not()
    {
        await using var lake = new HandmadeLake();
        // 59 minutes and 59 seconds apart; then exactly an hour; then two more within minutes.
        lake.Add(Arrived("a", "1.1.1", "08:00:00"));
        lake.Add(Arrived("b", "1.1.2", "08:59:59"));
        lake.Add(Arrived("c", "2.1.1", "08:00:00"));
        lake.Add(Arrived("d", "2.1.2", "09:00:00"));
        lake.Add(Arrived("e", "2.1.3", "09:05:00"));
        lake.Add(Arrived("f", "2.1.4", "09:10:00"));
        Assert.Equal(
            ["1|partial|2|0", "2|grown_after_stable|4|3"],
            await lake.QueryAsync(
                """
                select study_instance_uid, completeness, instance_count, growth_after_stable_count
                from study_completeness order by 1
                """
            )
        );
    }

    [Fact]
    public async Task Growth_is_counted_from_the_first_quiet_period_and_may_be_quiet_again()
    {
        await using var lake = new HandmadeLake();
        lake.Add(Arrived("a", "1.1.1", "08:00:00"));
        lake.Add(Arrived("b", "1.1.2", "10:00:00"));
        lake.Add(Arrived("c", "1.1.3", "13:00:00"));
        lake.Add(Arrived("z", "2.1.1", "14:00:00"));
        Assert.Equal(
            [
                "1|grown_after_stable|3|2|180|true|2026-10-01 13:00:00|2026-10-01 09:00:00",
                "2|partial|1|0|-|false|2026-10-01 14:00:00|-",
            ],
            await lake.QueryAsync(Answer)
        );
    }

    [Fact]
    public async Task A_correction_a_copy_a_reading_and_a_return_are_no_growth()
    {
        await using var lake = new HandmadeLake();
        lake.Add(Arrived("a", "1.1.1", "08:00:00"));
        // Corrected, read again, copied under another key, removed and put again: all hours later.
        lake.Add(Arrived("a", "1.1.1", "10:00:00", order: "2").With(("station_name", "CT2")));
        lake.Add(Arrived("a", "1.1.1", "12:00:00").With(("extractor_version", 2)));
        lake.Add(Arrived("b", "1.1.1", "13:00:00"));
        lake.Add(Removed("a", "3").With(("recorded_at", "2026-10-01 14:00:00+00")));
        lake.Add(Arrived("a", "1.1.1", "16:00:00", order: "4"));
        Assert.Equal(["1|stable|1|0|-|true|2026-10-01 08:00:00|2026-10-01 09:00:00"], await lake.QueryAsync(Answer));
    }

    [Fact]
    public async Task Events_that_arrive_out_of_order_count_by_when_they_were_recorded()
    {
        await using var lake = new HandmadeLake();
        // The version before was recorded two hours after the one that replaced it; the instance was known by then.
        lake.Add(Arrived("a", "1.1.1", "08:00:00", order: "2"));
        lake.Add(Arrived("a", "1.1.1", "10:00:00", order: "1"));
        lake.Add(Arrived("b", "1.1.2", "08:01:00"));
        Assert.Equal(["1|stable|2|0|1|true|2026-10-01 08:01:00|2026-10-01 09:01:00"], await lake.QueryAsync(Answer));
    }

    [Fact]
    public async Task An_instance_that_moves_to_another_study_arrives_there_when_it_moves()
    {
        await using var lake = new HandmadeLake();
        lake.Add(Arrived("a", "1.1.1", "08:00:00"));
        lake.Add(Arrived("b", "2.1.2", "08:00:00"));
        lake.Add(Arrived("a", "2.1.1", "10:00:00", order: "2"));
        Assert.Equal(
            ["2|grown_after_stable|2|1|120|false|2026-10-01 10:00:00|2026-10-01 09:00:00"],
            await lake.QueryAsync(Answer)
        );
    }

    private static Row Arrived(string objectId, string image, string time, string order = "1") =>
        Stored(objectId, order, image).With(("recorded_at", $"2026-10-01 {time}+00"));
}
