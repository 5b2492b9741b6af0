using System.Collections.Immutable;
using static StudyLake.Events.ColumnType;

namespace StudyLake.Events.Lake;

/// <summary>
/// Every table of the lake. Parquet files, the DuckDB views over them, the Glue tables and the data dictionary are made
/// from this list.
/// </summary>
/// <remarks>
/// <c>event_id</c> and entity tags stay in the log: they are half of a file's bytes and say nothing that object,
/// version and order key do not.
/// </remarks>
public static class LakeTables
{
    /// <summary>
    /// Version of the lake's layout and tables, kept in <c>lake.json</c>. A newer one is refused; an older one is
    /// rebuilt by <c>studylake transform --rebuild</c>.
    /// </summary>
    public const int FormatVersion = 1;

    private static readonly ImmutableArray<LakeColumn> Identity =
    [
        new("source", Text, null, "The store: a bucket's name or the name of a folder source."),
        new("object_id", Text, null, "Keyed hash of the object's key in its store."),
        new("version_id", Text, null, "The store's version of the object; null in a store without versions."),
        new("order_key", Text, null, "Orders the changes of one object by comparison of text."),
    ];

    /// <summary>Every event of the log, with the coded and numeric facts of the header.</summary>
    public static LakeTable StudyEvents { get; } =
        new(
            "study_events",
            "One row for each line of the log that could be read; the fold in staging makes one row an object of it.",
            [
                .. Identity,
                new("event_type", Text, null, "instance_stored, object_rejected, object_removed or object_superseded."),
                new("rejection_reason", Text, null, "Why an object is not usable; null unless rejected."),
                new("removal_cause", Text, null, "What removed an object; null unless removed."),
                new("object_bytes", Bigint, "By", "Size of the object; null when it is gone."),
                new("header_bytes_read", Bigint, "By", "Bytes read of it; null when none were asked for."),
                new("extractor_version", Integer, null, "What made the payload; of one change the highest wins."),
                new("privacy_profile", Text, null, "The privacy profile in force."),
                new("field_error_count", Integer, "1", "How many rows field_issues has for this event."),
                new("occurred_at", Timestamp, null, "When the change happened, by the store's clock, UTC."),
                new("recorded_at", Timestamp, null, "When the event was made, UTC; its date is dt."),
                .. Payload(ColumnGroup.Attributes),
            ]
        );

    /// <summary>Free text of the headers, apart so that access to it can be withheld.</summary>
    public static LakeTable StudyText { get; } =
        new(
            "study_text",
            "One row for each instance_stored event that has free text.",
            [
                .. Identity,
                new("extractor_version", Integer, null, "What made the payload; of one change the highest wins."),
                new(
                    "recorded_at",
                    Timestamp,
                    null,
                    "When the event was made, UTC: tells readings of one change apart."
                ),
                .. Payload(ColumnGroup.Text),
            ]
        );

    /// <summary>What was wrong with headers that were usable all the same.</summary>
    public static LakeTable FieldIssues { get; } =
        new(
            "field_issues",
            "One row for each entry of an event's field_errors.",
            [
                .. Identity,
                new("extractor_version", Integer, null, "What made the payload; of one change the highest wins."),
                new(
                    "recorded_at",
                    Timestamp,
                    null,
                    "When the event was made, UTC: tells readings of one change apart."
                ),
                new("issue_number", Integer, null, "Position in field_errors, from 1."),
                new("issue_code", Text, null, "What is wrong, from the closed list of FieldErrorCode."),
                new("keyword", Text, null, "The attribute's keyword; null when it concerns the header as a whole."),
            ]
        );

    /// <summary>The transform's own account of each log segment, to reconcile log and lake.</summary>
    public static LakeTable TransformBatches { get; } =
        new(
            "transform_batches",
            "One row for each log segment that the transform has taken in.",
            [
                new("batch_name", Text, null, "Name of the segment, without folder."),
                new("batch_status", Text, null, "transformed, or why the whole segment went to quarantine."),
                new("batch_bytes", Bigint, "By", "Size of the segment as stored."),
                new("line_count", Bigint, "1", "Lines in the segment; null when it could not be read."),
                new("event_count", Bigint, "1", "Lines that became a row of study_events."),
                new("text_count", Bigint, "1", "Rows of study_text."),
                new("issue_count", Bigint, "1", "Rows of field_issues."),
                new("quarantined_count", Bigint, "1", "Lines that went to quarantine."),
                new("first_recorded_at", Timestamp, null, "Earliest recorded_at of its events, UTC."),
                new("last_recorded_at", Timestamp, null, "Latest recorded_at of its events, UTC."),
            ]
        );

    /// <summary>Lines of the log that could not be read; the bytes themselves are under <c>quarantine/</c>.</summary>
    public static LakeTable QuarantinedLines { get; } =
        new(
            "quarantined_lines",
            "One row for each unreadable line, or for a whole unreadable segment.",
            [
                new("batch_name", Text, null, "Name of the segment, without folder."),
                new(
                    "line_offset",
                    Bigint,
                    "By",
                    "Offset of the line in the inflated segment; null for a whole segment."
                ),
                new(
                    "line_bytes",
                    Bigint,
                    "By",
                    "Length of the line without its end, or size of the segment as stored."
                ),
                new("quarantine_reason", Text, null, "Why it could not be read, from a closed list."),
            ]
        );

    /// <summary>What each run of ingest found and did, counted apart from the log.</summary>
    public static LakeTable IngestRuns { get; } =
        new(
            "ingest_runs",
            "One row for each run of ingest that has ended.",
            [
                new("run_id", Text, null, "Start time and source; unique."),
                new("source", Text, null, "The store: a bucket's name or the name of a folder source."),
                new("run_status", Text, null, "complete, interrupted or failed."),
                new("objects_seen", Bigint, "1", "Objects that the walk saw."),
                new("unchanged_count", Bigint, "1", "Objects not changed since they were last read."),
                new("changes_noticed", Bigint, "1", "New, changed and removed objects, counted before any was read."),
                new("stored_count", Bigint, "1", "instance_stored events made durable."),
                new("rejected_count", Bigint, "1", "object_rejected events made durable."),
                new("removed_count", Bigint, "1", "object_removed events made durable."),
                new("superseded_count", Bigint, "1", "object_superseded events made durable."),
                new(
                    "reread_count",
                    Bigint,
                    "1",
                    "Of these events, copies of a change that was in the log already, as by re-extraction."
                ),
                new("failed_count", Bigint, "1", "Objects that could not be read; the next run tries again."),
                new("started_at", Timestamp, null, "When it began, UTC; its date is dt."),
                new("ended_at", Timestamp, null, "When it ended, UTC."),
            ]
        );

    /// <summary>What each run of ingest has written, to know what is missing when a segment is damaged later.</summary>
    public static LakeTable RunSegments { get; } =
        new(
            "run_segments",
            "One row for each log segment that an ended run of ingest has written.",
            [
                new("run_id", Text, null, "The run, as in ingest_runs."),
                new("source", Text, null, "The store: a bucket's name or the name of a folder source."),
                new("batch_name", Text, null, "Name of the segment, without folder."),
                new("event_count", Bigint, "1", "Events that the run has written into it."),
            ]
        );

    /// <summary>Segments that were read again after a fix, because lines of them or all of them had been in quarantine.</summary>
    public static LakeTable Requeues { get; } =
        new(
            "requeues",
            "One row for each segment_requeued event of the log.",
            [
                new("requeued_batch", Text, null, "Name of the segment that was read again, without folder."),
                new("requeued_date", Date, null, "The arrival date of that segment."),
                new("quarantined_count", Bigint, "1", "Lines, or 1 for a whole segment, in quarantine before."),
                new("recorded_at", Timestamp, null, "When it was requeued, UTC; its date is dt."),
            ]
        );

    /// <summary>The account of compaction: what its files hold and what it left out.</summary>
    public static LakeTable Compactions { get; } =
        new(
            "compactions",
            "One row for each group of compacted files and source.",
            [
                new("compaction_name", Text, null, "Name of the group, with which its files begin."),
                new("source", Text, null, "The store: a bucket's name or the name of a folder source."),
                new("event_count", Bigint, "1", "Rows of study_events that the transform had made of its segments."),
                new(
                    "dropped_count",
                    Bigint,
                    "1",
                    "Rows of them left out: exact copies, and readings that no fold can take."
                ),
            ]
        );

    /// <summary>Every table.</summary>
    public static ImmutableArray<LakeTable> All { get; } =
    [
        StudyEvents,
        StudyText,
        FieldIssues,
        TransformBatches,
        QuarantinedLines,
        IngestRuns,
        RunSegments,
        Requeues,
        Compactions,
    ];

    /// <summary>
    /// Every table in the order in which to list them: first those whose file is written last of a segment or a run, so
    /// that what is seen to be taken in has its rows in the listings that follow, whoever writes between them.
    /// </summary>
    public static ImmutableArray<LakeTable> MarksFirst { get; } =
    [TransformBatches, IngestRuns, .. All.Except([TransformBatches, IngestRuns])];

    /// <summary>The tables of which a file is made of the account of an ingest run, not of a segment.</summary>
    public static ImmutableArray<LakeTable> OfRuns { get; } = [IngestRuns, RunSegments];

    /// <summary>The tables of which a file is made of a segment.</summary>
    public static ImmutableArray<LakeTable> OfSegments { get; } =
    [StudyEvents, StudyText, FieldIssues, TransformBatches, QuarantinedLines, Requeues];

    private static IEnumerable<LakeColumn> Payload(ColumnGroup group) =>
        AttributeTable
            .Columns(group)
            .Select(column => new LakeColumn(column.Name, column.Type, column.Unit, column.Description, column));
}
