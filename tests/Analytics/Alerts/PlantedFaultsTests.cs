namespace StudyLake.Tests.Analytics.Alerts;

/// <summary>Three devices of different habits over eleven weeks, in the last of which three things go wrong.</summary>
public sealed class PlantedFaultsTests
{
    private static readonly DateTime Monday = new(2026, 6, 29);
    private static readonly DateTime Last = new(2026, 9, 7);

    [Fact]
    public async Task Exactly_the_faults_that_were_planted_are_alerts()
    {
        await using var history = new DeviceHistory();
        for (var day = Monday; day <= Last.AddDays(5); day = day.AddDays(1))
        {
            for (var hour = 0; hour < 24; hour++)
                Hour(history, day.AddHours(hour).AddMinutes(30));
        }
        // Planted: twelve files that cannot be used, on Thursday.
        for (var file = 0; file < 12; file++)
            history.Reject(Last.AddDays(3).AddHours(9).AddMinutes(file));
        history.Walk(Last.AddDays(5).AddHours(12));

        Assert.Equal(
            [
                "clock_step|serial|acme|day|2026-09-09|true|2026-09-09 22:00:00|-",
                "reject_jump|ward|2026-09-10|false|2026-09-11 00:00:00|2026-09-12 00:00:00",
                "silent_device|serial|acme|night|2026-09-08T08|false|2026-09-08 19:00:00|2026-09-09 20:30:00",
            ],
            await history.Lake.QueryAsync(
                """
                select alert_id, is_open, opened_at, closed_at from alerts
                where alert_kind <> 'reconciliation_gap' order by alert_id
                """
            )
        );
    }

    private static void Hour(DeviceHistory history, DateTime at)
    {
        var isWeekend = at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        // Monday to Friday by day. Planted: from Wednesday on its clock is an hour ahead.
        if (!isWeekend && at.Hour is >= 8 and < 16)
            history.Receive("day", at, at < Last.AddDays(2) ? 10 : -50);
        // Every second hour of every day. Planted: nothing from Tuesday 10 to Wednesday 22; six usual hours end at 21.
        if (at.Hour % 2 == 0 && (at < Last.AddDays(1).AddHours(10) || at > Last.AddDays(2).AddHours(22)))
            history.Receive("night", at);
        // Mornings, never on Sunday, and nothing planted.
        if (at.DayOfWeek != DayOfWeek.Sunday && at.Hour is >= 9 and < 13)
            history.Receive("six", at);
    }
}
