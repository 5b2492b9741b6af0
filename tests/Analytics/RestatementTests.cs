namespace StudyLake.Tests.Analytics;

/// <summary>
/// Studies of September 2026 whose report is due on 2 October at 6:00 UTC, each with one image and one thing that was
/// recorded before or after. "Before" is 20 September, "after" 10 October.
/// </summary>
public sealed class RestatementTests : IAsyncLifetime
{
    private const string Before = "2026-09-20 08:00:00+00";
    private const string After = "2026-10-10 08:00:00+00";

    private readonly HandmadeLake _lake = new();

    public ValueTask InitializeAsync()
    {
        // As it was: counted then and now.
        Add("same", Before);
        // In time by a minute, and late by a minute.
        Add("early", "2026-10-02 05:59:00+00");
        Add("late", "2026-10-02 06:01:00+00");
        // Deleted, and deleted before the report but restored after it.
        Add("deleted", Before);
        _lake.Add(At(Row.Removed("deleted", "2"), After));
        Add("restored", Before);
        _lake.Add(At(Row.Removed("restored", "2"), "2026-09-21 08:00:00+00"));
        Add("restored", After, order: "3");
        // Corrected to another month, to this month from August, to another modality, and to another study.
        Add("leaves", Before);
        Add("leaves", After, order: "2", date: "2026-10-01");
        Add("comes", Before, date: "2026-08-31");
        Add("comes", After, order: "2");
        Add("retyped", Before);
        Add("retyped", After, order: "2", modality: "MR");
        Add("joins", Before);
        _lake.Add(At(Row.Stored("joins", "2", "same.1.9"), After));
        // Rejected by a note that came after.
        Add("withdrawn", Before);
        _lake.Add(
            At(Row.Stored("note", "1", "withdrawn.2.1"), After)
                .With(
                    ("sop_class_uid", "1.2.840.10008.5.1.4.1.1.88.59"),
                    ("modality", "KO"),
                    ("concept_name_code", "DCM:113001"),
                    ("referenced_sop_instance_uids", "withdrawn.1.1")
                )
        );
        // A report was there, its images came late.
        _lake.Add(
            At(Row.Stored("sr", "1", "documented.1.1"), Before)
                .With(("sop_class_uid", "1.2.840.10008.5.1.4.1.1.88.11"), ("modality", "SR"))
        );
        _lake.Add(At(Row.Stored("images", "1", "documented.2.1"), After));
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _lake.DisposeAsync();

    [Fact]
    public async Task Each_exam_that_counts_otherwise_says_why() =>
        Assert.Equal(
            [
                "2026-09-01|comes|date_corrected|CT|1|0",
                "2026-09-01|deleted|deleted|CT|0|1",
                "2026-09-01|documented|arrived_late|CT|1|0",
                "2026-09-01|joins|study_corrected|CT|0|1",
                "2026-09-01|late|arrived_late|CT|1|0",
                "2026-09-01|leaves|date_corrected|CT|0|1",
                "2026-09-01|restored|restored|CT|1|0",
                "2026-09-01|retyped|modality_corrected|CT|0|1",
                "2026-09-01|retyped|modality_corrected|MR|1|0",
                "2026-09-01|withdrawn|rejected|CT|0|1",
            ],
            await _lake.QueryAsync(
                """
                select exam_month, exam_id, reason, modality, now_count, then_count
                from restated_exams where reason <> 'unchanged' order by 1, 2, 4
                """
            )
        );

    [Fact]
    public async Task Then_and_the_reasons_make_now() =>
        // Then: same, early, deleted, leaves, retyped, joins, withdrawn. Now: same, early, late, restored, comes,
        // documented, and retyped as MR. August was due before the lake began.
        Assert.Equal(
            ["CT|7|6|2|1|-1|-1|0|-1|-1|2026-10-02 06:00:00", "MR|0|1|0|0|0|0|0|1|0|2026-10-02 06:00:00"],
            await _lake.QueryAsync(
                """
                select
                    modality, then_count, now_count, arrived_late_count, restored_count, deleted_count, rejected_count,
                    date_corrected_count, modality_corrected_count, study_corrected_count, due_at
                from restatement where exam_month = date '2026-09-01' order by 1
                """
            )
        );

    [Fact]
    public async Task A_study_of_which_nothing_was_recorded_since_is_not_folded_again()
    {
        Assert.Equal(
            ["0"],
            await _lake.QueryAsync("select count(*) from stg_restated_studies where study_instance_uid = 'early'")
        );
        Assert.Equal(
            ["0"],
            await _lake.QueryAsync("select count(*) from then_raw_study_events where object_id = 'early'")
        );
    }

    private void Add(
        string study,
        string recordedAt,
        string order = "1",
        string date = "2026-09-15",
        string modality = "CT"
    ) =>
        _lake.Add(
            At(Row.Stored(study, order, $"{study}.1.1"), recordedAt).With(("study_date", date), ("modality", modality))
        );

    private static Row At(Row row, string recordedAt) =>
        row.Values.ContainsKey("study_date")
            ? row.With(("study_date", "2026-09-15"), ("occurred_at", recordedAt), ("recorded_at", recordedAt))
            : row.With(("occurred_at", recordedAt), ("recorded_at", recordedAt));
}
