namespace StudyLake.Tests.Analytics.Alerts;

/// <summary>
/// A device with four studies each weekday, which arrive 8, 10, 12 and 14 minutes after their acquisition. By nearest
/// rank the usual median is 10, the 5th, 25th, 75th and 95th of 100 are 8, 8, 12 and 14 minutes.
/// </summary>
public sealed class LagTests
{
    private static readonly DateTime Monday = new(2026, 7, 13);
    private static readonly double[] Usual = [8, 10, 12, 14];

    /// <summary>The Monday after four full weeks.</summary>
    private static readonly DateTime Fifth = new(2026, 8, 10);

    private const string Alerts = """
        select alert_id, alert_detail, measured_value, usual_value, threshold_value, is_open, began_at, opened_at, closed_at
        from alerts where alert_kind in ('arrival_lag', 'clock_step') order by alert_id
        """;

    [Fact]
    public async Task Days_as_usual_are_no_alert_and_what_is_usual_is_nearest_rank()
    {
        await using var history = new DeviceHistory();
        Days(history, Monday, 25, Usual);
        history.Walk(Monday.AddDays(40));
        Assert.Empty(await history.Lake.QueryAsync(Alerts));
        // 80 studies in four weeks; the threshold of the lag is 60 minutes, because 2 x 14 is less.
        Assert.Equal(
            ["80|10|14|60|45"],
            await history.Lake.QueryAsync(
                "select history_count, usual_median_lag_minutes, usual_p95_lag_minutes, alert_lag_minutes, alert_step_minutes from device_lag_days where received_date = date '2026-08-10'"
            )
        );
    }

    [Fact]
    public async Task A_slow_line_is_one_alert_of_arrival_lag_for_all_its_days()
    {
        await using var history = new DeviceHistory();
        Days(history, Monday, 20, Usual);
        // Monday and Tuesday of the fifth week are hours late, one study of each is not; Wednesday is as usual.
        Days(history, Fifth, 2, [9, 200, 240, 300]);
        Days(history, Fifth.AddDays(2), 3, Usual);
        history.Walk(Monday.AddDays(40));
        Assert.Equal(
            [
                "arrival_lag|serial|acme|1|2026-08-10|studies arrive later than usual|200|14|60|false|2026-08-09 22:00:00|2026-08-10 22:00:00|2026-08-12 22:00:00",
            ],
            await history.Lake.QueryAsync(Alerts)
        );
    }

    [Fact]
    public async Task A_clock_that_is_not_set_to_winter_time_is_a_step_of_one_hour_and_not_a_slow_line()
    {
        await using var history = new DeviceHistory();
        Days(history, Monday, 20, Usual);
        Days(history, Fifth, 3, [68, 70, 72, 74]);
        history.Walk(Fifth.AddDays(3).AddHours(1));
        Assert.Equal(
            [
                "clock_step|serial|acme|1|2026-08-10|clock one hour behind before: clock or summer time|60|10|45|true|2026-08-09 22:00:00|2026-08-10 22:00:00|-",
            ],
            await history.Lake.QueryAsync(Alerts)
        );
    }

    [Fact]
    public async Task Studies_that_arrive_before_they_are_acquired_show_a_clock_that_is_ahead()
    {
        await using var history = new DeviceHistory();
        Days(history, Monday, 20, Usual);
        Days(history, Fifth, 1, [-52, -50, -48, -46]);
        Days(history, Fifth.AddDays(1), 1, [-192, -190, -188, -186]);
        Days(history, Fifth.AddDays(2), 1, Usual);
        history.Walk(Fifth.AddDays(3).AddHours(1));
        Assert.Equal(
            [
                "clock_step|serial|acme|1|2026-08-10|clock one hour ahead of before: clock or summer time|-60|10|45|false|2026-08-09 22:00:00|2026-08-10 22:00:00|2026-08-12 22:00:00",
            ],
            await history.Lake.QueryAsync(Alerts)
        );
        Assert.Equal(
            ["2026-08-10|4|one_hour", "2026-08-11|4|other"],
            await history.Lake.QueryAsync(
                "select received_date, negative_lag_count, step_kind from device_lag_days where is_stepped order by 1"
            )
        );
    }

    [Fact]
    public async Task A_day_that_is_not_over_or_has_two_studies_is_not_judged()
    {
        await using var history = new DeviceHistory();
        Days(history, Monday, 20, Usual);
        Days(history, Fifth, 1, [400, 400]);
        Days(history, Fifth.AddDays(1), 1, [400, 400, 400, 400]);
        history.Walk(Fifth.AddDays(1).AddHours(21).AddMinutes(59));
        Assert.Empty(await history.Lake.QueryAsync(Alerts));
    }

    [Fact]
    public async Task With_fewer_than_twenty_studies_before_nothing_is_known_to_be_usual()
    {
        await using var history = new DeviceHistory();
        Days(history, Fifth.AddDays(-7), 4, Usual);
        Days(history, Fifth, 1, [400, 400, 400, 400]);
        history.Walk(Fifth.AddDays(1).AddHours(1));
        Assert.Empty(await history.Lake.QueryAsync(Alerts));
        Assert.Equal(
            ["16|-|-"],
            await history.Lake.QueryAsync(
                "select history_count, alert_lag_minutes, alert_step_minutes from device_lag_days where received_date = date '2026-08-10'"
            )
        );
    }

    /// <summary>More lags than steps into which they are divided, equal ones among them, beside another device's.</summary>
    [Fact]
    public async Task What_is_usual_of_many_lags_is_nearest_rank_too()
    {
        await using var history = new DeviceHistory();
        var lags = Enumerable.Range(0, 240).Select(i => (double)(i * i % 311)).ToArray();
        foreach (var (day, place) in Enumerable.Range(0, 26).Where(IsWeekday).Take(20).Select((day, i) => (day, i)))
            Days(history, Monday.AddDays(day), 1, lags[(12 * place)..(12 * place + 12)]);
        Days(history, Fifth, 1, [10, 20, 30]);
        history.Receive("2", Monday.AddHours(9), 5_000);
        history.Walk(Fifth.AddDays(3));
        var sorted = lags.Order().ToArray();
        double At(double share) => sorted[(int)Math.Ceiling(240 * share) - 1];
        Assert.NotEqual(At(0.25), At(0.75));
        Assert.Equal(
            [FormattableString.Invariant($"240|{At(0.5)}|{At(0.95)}|{3 * (At(0.75) - At(0.25))}")],
            await history.Lake.QueryAsync(
                "select history_count, usual_median_lag_minutes, usual_p95_lag_minutes, alert_step_minutes from device_lag_days where device_key = 'serial|acme|1' and received_date = date '2026-08-10'"
            )
        );

        static bool IsWeekday(int day) => Monday.AddDays(day).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
    }

    /// <summary>So many weekdays from a day on, with a study at 9, 10, … for each lag.</summary>
    private static void Days(DeviceHistory history, DateTime from, int weekdays, double[] lags)
    {
        for (var day = from; weekdays > 0; day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
                continue;
            for (var i = 0; i < lags.Length; i++)
                history.Receive("1", day.AddHours(9 + i), lags[i]);
            weekdays--;
        }
    }
}
