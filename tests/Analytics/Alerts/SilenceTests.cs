namespace StudyLake.Tests.Analytics.Alerts;

/// <summary>
/// The device works Monday to Friday with a study in each hour from 8 to 15, local time: eight usual hours a day. After
/// ten weeks each of them has a share of 1, and no earlier silence missed any, so the threshold is the minimum of six
/// hours.
/// </summary>
public sealed class SilenceTests
{
    private static readonly DateTime Monday = new(2026, 6, 29);

    /// <summary>The Monday after ten full weeks.</summary>
    private static readonly DateTime Eleventh = new(2026, 9, 7);

    private const string Silences = """
        select device_key, missed_hours, alert_missed_hours, is_current, is_alert, silent_since_at, opened_at, ended_at
        from device_silences where missed_hours > 0 or is_current order by silent_since_at
        """;

    [Fact]
    public async Task Nights_and_weekends_are_no_silence()
    {
        await using var history = new DeviceHistory();
        history.Work("1", Monday, 12, 8, 16);
        // Monday morning before the first usual hour: 63.5 hours after the last study.
        history.Walk(new DateTime(2026, 9, 21, 6, 0, 0));
        Assert.Equal(["serial|acme|1|0|6|true|false|2026-09-18 13:30:00|-|-"], await history.Lake.QueryAsync(Silences));
        Assert.Empty(await history.Lake.QueryAsync("select * from alerts where alert_kind = 'silent_device'"));
    }

    [Fact]
    public async Task Six_usual_hours_without_a_study_are_an_alert_that_the_next_study_closes()
    {
        await using var history = new DeviceHistory();
        // Eleventh week: nothing from Tuesday 11:00 to Thursday 10:00. Missed: 5 hours on Tuesday, 8 on Wednesday, 2 on Thursday.
        history.Work(
            "1",
            Monday,
            12,
            8,
            16,
            at => at < Eleventh.AddDays(1).AddHours(11) || at > Eleventh.AddDays(3).AddHours(10)
        );
        history.Walk(new DateTime(2026, 9, 18, 14, 0, 0));
        // The sixth hour is Wednesday 8 to 9, which ends at 7:00 UTC.
        Assert.Equal(
            [
                "serial|acme|1|15|6|false|true|2026-09-08 08:30:00|2026-09-09 07:00:00|2026-09-10 08:30:00",
                "serial|acme|1|0|6|true|false|2026-09-18 13:30:00|-|-",
            ],
            await history.Lake.QueryAsync(Silences)
        );
        Assert.Equal(
            ["silent_device|serial|acme|1|2026-09-08T10|false|15|0|6|h|2026-09-09 07:00:00|2026-09-10 08:30:00"],
            await history.Lake.QueryAsync(
                "select alert_id, is_open, measured_value, usual_value, threshold_value, value_unit, opened_at, closed_at from alerts where alert_kind = 'silent_device'"
            )
        );
    }

    [Theory]
    // Tuesday 15 September: the last study came at 10:30; usual hours end at 11 to 16, then again at 9.
    [InlineData("2026-09-16T06:59", 5, false)]
    [InlineData("2026-09-16T07:00", 6, true)]
    [InlineData("2026-09-16T08:00", 7, true)]
    [InlineData("2026-09-17T14:00", 21, true)]
    public async Task One_silence_is_one_alert_whenever_it_is_looked_at(string now, double missed, bool isAlert)
    {
        await using var history = new DeviceHistory();
        history.Work("1", Monday, 12, 8, 16, at => at < Eleventh.AddDays(8).AddHours(11));
        history.Walk(DateTime.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(
            [$"{missed}|{(isAlert ? "true" : "false")}"],
            await history.Lake.QueryAsync("select missed_hours, is_alert from device_silences where is_current")
        );
        string[] expected = isAlert ? ["silent_device|serial|acme|1|2026-09-15T10|true|2026-09-16 07:00:00"] : [];
        Assert.Equal(
            expected,
            await history.Lake.QueryAsync(
                "select alert_id, is_open, opened_at from alerts where alert_kind = 'silent_device'"
            )
        );
    }

    [Fact]
    public async Task Two_silences_are_two_alerts()
    {
        await using var history = new DeviceHistory();
        history.Work("1", Monday, 12, 8, 16, at => at.Date != Eleventh && at.Date != Eleventh.AddDays(2));
        history.Walk(new DateTime(2026, 9, 18, 14, 0, 0));
        Assert.Equal(
            ["silent_device|serial|acme|1|2026-09-04T15", "silent_device|serial|acme|1|2026-09-08T15"],
            await history.Lake.QueryAsync("select alert_id from alerts where alert_kind = 'silent_device' order by 1")
        );
    }

    [Theory]
    [InlineData("2026-10-23T13:59", 39.5, false)]
    [InlineData("2026-10-23T14:00", 40, true)]
    public async Task A_device_that_rests_every_second_week_needs_a_longer_silence(
        string now,
        double missed,
        bool isAlert
    )
    {
        await using var history = new DeviceHistory(
            ("alerts.csv", "alert_kind,device_id,factor,minimum,history_minimum,is_on\nsilent_device,,2,,,\n")
        );
        // From 29 June on eight weeks of work and eight of rest in turn, the last of work from 5 October on. Each of the 40
        // hours of a week has a share of 4/8, so a week of rest misses 20. The threshold is set to twice that: the second week
        // without a study, which would be one of work, reaches it with its last hour, Friday 23 October 15 to 16.
        for (var week = 0; week < 16; week += 2)
            history.Work("1", Monday.AddDays(7 * week), 1, 8, 16);
        history.Walk(DateTime.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(
            [
                $"{missed.ToString(System.Globalization.CultureInfo.InvariantCulture)}|20|40|{(isAlert ? "true" : "false")}",
            ],
            await history.Lake.QueryAsync(
                "select missed_hours, usual_missed_hours, alert_missed_hours, is_alert from device_silences where is_current"
            )
        );
        Assert.Equal(
            [isAlert ? "1" : "0"],
            await history.Lake.QueryAsync("select count(*) from alerts where alert_kind = 'silent_device'")
        );
    }

    [Fact]
    public async Task A_holiday_of_the_calendar_and_days_out_of_service_are_no_silence()
    {
        await using var history = new DeviceHistory(
            ("calendars.csv", "site_name,calendar_date,day_kind,description\nCity,2026-09-08,holiday,Fair\n"),
            (
                "devices.csv",
                "device_id,device_name,manufacturer,device_serial_number,station_name,institution_name,site_name,modality,opens_at,closes_at,counts_secondary_capture,in_service_from,in_service_to\n"
                    + "old,Old scanner,Acme,1,,,City,CT,,,,,2026-09-11\n"
            )
        );
        history.Work("1", Monday, 11, 8, 16, at => at.Date != Eleventh.AddDays(1));
        history.Walk(new DateTime(2026, 10, 9, 14, 0, 0));
        Assert.Equal(
            ["old|0|false"],
            await history.Lake.QueryAsync("select device_key, missed_hours, is_alert from device_silences")
        );
    }

    [Fact]
    public async Task Thresholds_are_those_of_the_registry_and_those_of_a_device_go_first()
    {
        const string devices =
            "device_id,device_name,manufacturer,device_serial_number,station_name,institution_name,site_name,modality,opens_at,closes_at,counts_secondary_capture,in_service_from,in_service_to\n"
            + "one,One,Acme,1,,,City,CT,,,,,\ntwo,Two,Acme,2,,,City,CT,,,,,\nthree,Three,Acme,3,,,City,CT,,,,,\n";
        await using var history = new DeviceHistory(
            ("devices.csv", devices),
            (
                "alerts.csv",
                "alert_kind,device_id,factor,minimum,history_minimum,is_on\nsilent_device,,,2.5,,\nsilent_device,two,,30,,\nsilent_device,three,,,,false\n"
            )
        );
        foreach (var device in new[] { "1", "2", "3" })
            history.Work(device, Monday, 10, 8, 16);
        // Monday of the eleventh week: three usual hours are missed by 11:00, which is 9:00 UTC.
        history.Walk(new DateTime(2026, 9, 7, 9, 0, 0));
        Assert.Equal(
            ["one|3|2.5|true", "three|3|2.5|false", "two|3|30|false"],
            await history.Lake.QueryAsync(
                "select device_key, missed_hours, alert_missed_hours, is_alert from device_silences where is_current order by 1"
            )
        );
    }

    [Fact]
    public async Task A_device_is_not_judged_in_its_first_nine_weeks()
    {
        await using var history = new DeviceHistory();
        // Four weeks, then nothing: by the fifth Friday 40 hours of a share of 4/8 are missed.
        history.Work("1", Monday, 4, 8, 16);
        history.Walk(new DateTime(2026, 7, 31, 14, 0, 0));
        Assert.Equal(
            ["20|119|-|false"],
            await history.Lake.QueryAsync(
                "select missed_hours, history_count, alert_missed_hours, is_alert from device_silences where is_current"
            )
        );
    }
}
