using System.Collections.Immutable;
using StudyLake.Analytics.Rendering;
using static StudyLake.Analytics.Rendering.ColumnFormat;

namespace StudyLake.Analytics.Volume;

/// <summary>The parts about the data themselves: storage, quality, rejected objects, unmapped names, reconciliation, coverage.</summary>
/// <param name="queries">The month's queries.</param>
internal sealed class VolumeData(VolumeQueries queries)
{
    private const int MostNames = 12;
    private const int MostDifferences = 20;

    /// <summary>Size at the end of each of thirteen months.</summary>
    public async Task<ReportPart> StorageAsync(CancellationToken cancellationToken)
    {
        var rows = await queries.RowsAsync("volume_storage", cancellationToken).ConfigureAwait(false);
        for (var i = 1; i < rows.Length; i++)
            Totals.Expect(
                $"bytes at the end of {Display.Month(rows[i].Month("storage_month"))}",
                rows[i - 1].Count("stored_bytes") + rows[i].Count("growth_bytes"),
                rows[i].Count("stored_bytes")
            );
        var last = rows.LastOrDefault();
        var lead = last is null
            ? null
            : $"{Display.Size(last.Count("stored_bytes"))} in {last.Count("object_count"):N0} objects at the end of the month.";
        return new ReportPart
        {
            Name = "storage",
            Title = "Storage",
            Lead = lead,
            Charts = last is null
                ? []
                :
                [
                    new ReportChart
                    {
                        Kind = ChartKind.Line,
                        Title = "Stored at the end of each month",
                        Description = lead ?? "",
                        Labels = [.. queries.Months.Select(Display.ShortMonth)],
                        Series =
                        [
                            new(
                                "Stored",
                                [
                                    .. queries.Months.Select(month =>
                                        (double?)
                                            rows.FirstOrDefault(row => row.Month("storage_month") == month)
                                                ?.Count("stored_bytes")
                                    ),
                                ]
                            ),
                        ],
                        Format = Bytes,
                    },
                ],
            Tables =
            [
                new ReportTable
                {
                    Name = "storage",
                    Caption = "Storage by month",
                    Columns =
                    [
                        new("month", "Month", Month),
                        new("stored_bytes", "End of month", Bytes),
                        new("growth_bytes", "Growth", Bytes),
                        new("growth_share", "Growth in %", Change),
                        new("objects", "Objects, end of month", Count),
                        new("growth_objects", "Objects added", Count),
                    ],
                    Rows =
                    [
                        .. rows.Select(row =>
                            ReportRow.Of(
                                row.Month("storage_month"),
                                row.Count("stored_bytes"),
                                row.Count("growth_bytes"),
                                Ratio.Change(
                                    row.Count("stored_bytes"),
                                    row.Count("stored_bytes") - row.Count("growth_bytes")
                                ),
                                row.Count("object_count"),
                                row.Count("growth_objects")
                            )
                        ),
                    ],
                    EmptyText = "Nothing was stored up to the end of this month.",
                },
            ],
            Notes =
            [
                "Current objects by the store's own clock, UTC. Replaced versions are not included. 1 GB is 1,000,000,000 bytes.",
            ],
        };
    }

    /// <summary>What is beside the counts, and the attributes that are missing most often.</summary>
    public async Task<ReportPart> QualityAsync(CancellationToken cancellationToken)
    {
        var notes = await queries.RowsAsync("volume_notes", cancellationToken).ConfigureAwait(false);
        var missing = await queries.RowsAsync("volume_missing", cancellationToken).ConfigureAwait(false);
        return new ReportPart
        {
            Name = "quality",
            Title = "Quality",
            Tables =
            [
                new ReportTable
                {
                    Name = "notes",
                    Caption = "Beside the counts",
                    Columns =
                    [
                        new("subject", "What", Text),
                        new("count", "Count", Count),
                        new("treatment", "How it is treated", Text),
                    ],
                    Rows =
                    [
                        .. VolumeWords.Notes.Select(note =>
                            ReportRow.Of(
                                note.Label,
                                notes.FirstOrDefault(row => row.Name("subject") == note.Name)?.Count("study_count"),
                                note.Text
                            )
                        ),
                    ],
                },
                new ReportTable
                {
                    Name = "missing",
                    Caption = "Missing attributes, all objects in the lake",
                    Columns =
                    [
                        new("attribute", "Attribute", Text),
                        new("missing_objects", "Objects without", Count, HasBar: true),
                        new("missing_share", "Share", Share),
                        new("consequence", "What it costs", Text),
                        new("most_from", "Most from", Text),
                        new("most_objects", "Objects from there", Count),
                    ],
                    Rows =
                    [
                        .. VolumeWords
                            .Attributes.Join(
                                missing.Where(row => row.Count("missing_count") > 0),
                                word => word.Name,
                                row => row.Name("attribute_name"),
                                (word, row) => (word, row)
                            )
                            .OrderByDescending(item => item.row.Count("missing_count"))
                            .Select(item =>
                                ReportRow.Of(
                                    item.word.Label,
                                    item.row.Count("missing_count"),
                                    Ratio.Of(item.row.Count("missing_count"), item.row.Count("object_count")),
                                    item.word.Text,
                                    item.row.Text("most_device"),
                                    item.row.Count("most_device_count")
                                )
                            ),
                    ],
                    EmptyText = "Every object has every attribute that is checked.",
                },
            ],
        };
    }

    /// <summary>Objects that are no usable DICOM.</summary>
    public async Task<ReportPart> RejectedAsync(CancellationToken cancellationToken)
    {
        var rows = await queries.RowsAsync("volume_rejected", cancellationToken).ConfigureAwait(false);
        return new ReportPart
        {
            Name = "rejected",
            Title = "Rejected objects",
            Tables =
            [
                new ReportTable
                {
                    Name = "rejected",
                    Caption = "Rejected objects by reason",
                    Columns =
                    [
                        new("reason", "Reason", Text),
                        new("arrived_in_month", "Arrived in the month", Count),
                        new("objects", "In the store now", Count),
                    ],
                    Rows =
                        rows.Length == 0
                            ? []
                            :
                            [
                                .. rows.Select(row =>
                                    ReportRow.Of(
                                        VolumeWords.Rejection(row.Name("rejection_reason")),
                                        row.Count("month_object_count"),
                                        row.Count("object_count")
                                    )
                                ),
                                ReportRow.Total(
                                    "Total",
                                    rows.Sum(row => row.Count("month_object_count")),
                                    rows.Sum(row => row.Count("object_count"))
                                ),
                            ],
                    EmptyText = "No object was rejected.",
                },
            ],
        };
    }

    /// <summary>Names that the registry does not know.</summary>
    public async Task<ReportPart> UnmappedAsync(CancellationToken cancellationToken)
    {
        var rows = await queries.RowsAsync("unmapped_names", cancellationToken).ConfigureAwait(false);
        return new ReportPart
        {
            Name = "unmapped",
            Title = "Names not mapped",
            Lead =
                rows.Length == 0
                    ? null
                    : $"{rows.Length:N0} names are not in the registry. Adding them there relabels history; nothing is read again.",
            Tables =
            [
                Names(rows, "institution", "unmapped-institutions", "Institution names"),
                Names(rows, "device", "unmapped-devices", "Devices"),
            ],
            Notes = ["'studylake registry unmapped' lists all of them with the nearest known name."],
        };
    }

    /// <summary>Whether all accounts of the lake agree, and each difference.</summary>
    public async Task<ReportPart> ReconciliationAsync(CancellationToken cancellationToken)
    {
        var checks = await queries.RowsAsync("volume_checks", cancellationToken).ConfigureAwait(false);
        var rows = await queries.RowsAsync("volume_differences", cancellationToken).ConfigureAwait(false);
        Totals.Expect("differences", checks.Sum(row => row.Count("difference_count")), rows.Length);
        return new ReportPart
        {
            Name = "reconciliation",
            Title = "Reconciliation",
            Lead = VolumeWords.Reconciled(checks),
            Tables =
            [
                new ReportTable
                {
                    Name = "checks",
                    Caption = "Counts compared",
                    Columns =
                    [
                        new("check", "Check", Text),
                        new("comparisons", "Comparisons", Count),
                        new("differences", "Differences", Count),
                    ],
                    Rows =
                    [
                        .. checks.Select(row =>
                            ReportRow.Of(
                                VolumeWords.Check(row.Name("check_name")),
                                row.Count("check_count"),
                                row.Count("difference_count")
                            )
                        ),
                    ],
                    EmptyText = "Nothing to compare yet.",
                },
                new ReportTable
                {
                    Name = "differences",
                    Caption =
                        rows.Length > MostDifferences
                            ? $"The first {MostDifferences} of {rows.Length:N0} differences"
                            : "Differences",
                    Columns =
                    [
                        new("check", "Check", Text),
                        new("subject", "Subject", Text),
                        new("arrival_date", "Arrived", Date),
                        new("expected", "Expected", Count),
                        new("found", "Found", Count),
                        new("difference", "Difference", Count),
                        new("reason", "Reason", Text),
                    ],
                    Rows =
                    [
                        .. rows.Take(MostDifferences)
                            .Select(row =>
                                ReportRow.Of(
                                    VolumeWords.Check(row.Name("check_name")),
                                    row.Name("subject"),
                                    row.Date("arrival_date"),
                                    row.Count("expected_count"),
                                    row.Count("found_count"),
                                    row.Count("difference"),
                                    row.Text("reason")
                                )
                            ),
                    ],
                    EmptyText = "None: all counts agree.",
                },
            ],
        };
    }

    /// <summary>Which of the sites that the registry expects sent exams.</summary>
    public async Task<ReportPart> CoverageAsync(CancellationToken cancellationToken)
    {
        var rows = await queries.RowsAsync("volume_coverage", cancellationToken).ConfigureAwait(false);
        return new ReportPart
        {
            Name = "coverage",
            Title = "Coverage",
            Tables =
            [
                new ReportTable
                {
                    Name = "coverage",
                    Caption = "Sites of the registry",
                    Columns =
                    [
                        new("site", "Site", Site),
                        new("time_zone", "Time zone", Text),
                        new("exams", "Exams of the month", Count),
                        new("last_received_at", "Last received", Timestamp),
                    ],
                    Rows =
                    [
                        .. rows.Select(row =>
                            ReportRow.Of(
                                row.Name("site_name"),
                                row.Name("time_zone"),
                                row.Count("exam_count"),
                                row.Moment("last_arrived_at")
                            )
                        ),
                    ],
                    EmptyText = "The registry names no site, so that none is expected.",
                },
            ],
        };
    }

    private static ReportTable Names(ImmutableArray<ReportRecord> rows, string kind, string name, string title)
    {
        var all = rows.Where(row => row.Name("name_kind") == kind).ToList();
        return new ReportTable
        {
            Name = name,
            Caption = all.Count > MostNames ? $"{title}: the first {MostNames} of {all.Count:N0}" : title,
            Columns =
            [
                new("name", kind == "device" ? "Device" : "Name", Text),
                new("objects", "Objects", Count),
                new("exams", "Exams", Count),
                new("placed_objects", "Objects placed otherwise", Count),
                new("last_study_date", "Last study", Date),
            ],
            Rows =
            [
                .. all.Take(MostNames)
                    .Select(row =>
                        ReportRow.Of(
                            row.Name("unmapped_name"),
                            row.Count("object_count"),
                            row.Count("exam_count"),
                            row.Count("placed_object_count"),
                            row.Date("last_study_date")
                        )
                    ),
            ],
            EmptyText = "All are mapped.",
        };
    }
}
