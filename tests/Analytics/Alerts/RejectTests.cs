using StudyLake.Events.Lake;

namespace StudyLake.Tests.Analytics.Alerts;

/// <summary>Twenty days with one image and one to four rejected files in turn: of 20 days the 19th has 4.</summary>
public sealed class RejectTests
{
    private static readonly DateTime Monday = new(2026, 8, 10);
    private static readonly DateTime Fifth = new(2026, 9, 7);

    private const string Alerts = """
        select alert_id, alert_detail, measured_value, usual_value, threshold_value, is_open, opened_at, closed_at
        from alerts where alert_kind = 'reject_jump' order by alert_id
        """;

    [Theory]
    [InlineData(11, false)]
    [InlineData(12, true)]
    public async Task Three_times_what_is_usual_is_a_jump(int rejected, bool isAlert)
    {
        await using var history = Usual();
        Day(history, Fifth, rejected);
        history.Walk(Fifth.AddDays(1));
        string[] expected = isAlert
            ?
            [
                "reject_jump|ward|2026-09-07|more rejected objects than usual, most of them not_dicom|12|4|12|true|2026-09-08 00:00:00|-",
            ]
            : [];
        Assert.Equal(expected, await history.Lake.QueryAsync(Alerts));
    }

    [Fact]
    public async Task Two_days_in_a_row_are_one_alert_and_a_later_day_is_another()
    {
        await using var history = Usual();
        foreach (var (day, rejected) in new[] { (0, 20), (1, 30), (2, 1), (3, 15) })
            Day(history, Fifth.AddDays(day), rejected);
        history.Walk(Fifth.AddDays(4));
        Assert.Equal(
            [
                "reject_jump|ward|2026-09-07|more rejected objects than usual, most of them not_dicom|20|4|12|false|2026-09-08 00:00:00|2026-09-10 00:00:00",
                "reject_jump|ward|2026-09-10|more rejected objects than usual, most of them not_dicom|15|4|12|true|2026-09-11 00:00:00|-",
            ],
            await history.Lake.QueryAsync(Alerts)
        );
    }

    [Fact]
    public async Task A_later_reading_that_can_use_a_file_makes_no_alert_vanish()
    {
        await using var history = Usual();
        Day(history, Fifth, 12);
        // The same change of the same object, read by a newer extractor a week later.
        history.Lake.Add(
            Row.Stored("again", "1", "again.1.1")
                .With(
                    ("extractor_version", 2),
                    ("occurred_at", "2026-09-07 06:00:00+00"),
                    ("recorded_at", "2026-09-14 06:00:00+00")
                )
        );
        history.Lake.Add(
            Row.Event("object_rejected", "again", "1")
                .With(
                    ("rejection_reason", "truncated"),
                    ("occurred_at", "2026-09-07 06:00:00+00"),
                    ("recorded_at", "2026-09-07 06:00:00+00")
                )
        );
        history.Walk(Fifth.AddDays(8));
        Assert.Equal(
            ["13|14|true"],
            await history.Lake.QueryAsync(
                "select rejected_count, object_count, is_jump from reject_days where changed_date = date '2026-09-07'"
            )
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_difference_that_does_not_reconcile_is_an_alert_of_its_day_once_that_is_over(bool isOver)
    {
        await using var history = new DeviceHistory();
        history.Receive("1", Fifth.AddHours(10));
        if (isOver)
            history.Lake.Add(
                LakeTables.IngestRuns,
                "2026-09-08",
                Row.Of(
                    ("run_id", "quiet"),
                    ("source", "quiet"),
                    ("run_status", "complete"),
                    ("objects_seen", 0),
                    ("changes_noticed", 0),
                    ("failed_count", 0),
                    ("started_at", "2026-09-08 00:00:00+00"),
                    ("ended_at", "2026-09-08 00:00:00+00")
                )
            );
        history.Lake.Add(
            LakeTables.TransformBatches,
            "2026-09-07",
            Row.Of(("batch_name", "segment"), ("batch_status", "transformed"), ("line_count", 3), ("event_count", 3))
        );
        string[] alert =
        [
            "reconciliation_gap|log_lines|lines of the log are rows of the lake, left out by compaction, requeues or in quarantine|2026-09-07|-2|true|2026-09-07 00:00:00",
        ];
        Assert.Equal(
            isOver ? alert : [],
            await history.Lake.QueryAsync(
                "select alert_id, measured_value, is_open, opened_at from alerts where alert_kind = 'reconciliation_gap'"
            )
        );
    }

    private static DeviceHistory Usual()
    {
        var history = new DeviceHistory();
        for (var day = 0; day < 20; day++)
            Day(history, Monday.AddDays(day), 1 + (day % 4));
        return history;
    }

    private static void Day(DeviceHistory history, DateTime day, int rejected)
    {
        history.Receive("1", day.AddHours(10));
        for (var i = 0; i < rejected; i++)
            history.Reject(day.AddHours(9).AddMinutes(i), i == 0 ? "truncated" : "not_dicom");
    }
}
