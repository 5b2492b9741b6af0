using System.Collections.Immutable;
using StudyLake.Analytics.Rendering;
using static StudyLake.Analytics.Rendering.ColumnFormat;

namespace StudyLake.Tests.Analytics.Rendering;

/// <summary>Reports made by hand for the tests of rendering.</summary>
internal static class SomeReport
{
    /// <summary>Texts that try to be something else.</summary>
    public static readonly string[] Hostile =
    [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1+1",
        "safe\u202Egnp.exe",
        "nul\0inside",
        "two\nlines",
        "]]><!--",
        ") Tj ET Q (",
        new('x', 5000),
    ];

    public static readonly DateTime AsOf = new(2026, 11, 2, 6, 30, 0, DateTimeKind.Utc);

    /// <summary>A report with a column of each format.</summary>
    public static ReportDocument Full(params ReadOnlySpan<string> names)
    {
        string[] sites = names.Length > 0 ? names.ToArray() : ["Nordklinik", "Ωμέγα", "Больница", "São João"];
        var rows = sites
            .Select(
                (site, i) =>
                    ReportRow.Of(
                        site,
                        1234L + (17 * i),
                        0.25 + (0.011 * i),
                        i % 2 == 0 ? 0.0423 : -0.1,
                        12.5 + i,
                        5_000_000_000L + (i * 123_456_789L),
                        new DateOnly(2026, 10, 1 + (i % 28)),
                        AsOf.AddMinutes(i)
                    )
            )
            .ToImmutableArray();
        return Of([
            new ReportTable
            {
                Name = "by-site",
                Caption = "Exams by site",
                Columns =
                [
                    new("site", "Site", Site),
                    new("exams", "Exams", Count, HasBar: true),
                    new("share", "Share", Share),
                    new("change", "Change", Change),
                    new("per_day", "Per day", ColumnFormat.Decimal),
                    new("stored_bytes", "Stored", Bytes),
                    new("first_date", "First day", Date),
                    new("last_received_at", "Last received", Timestamp),
                ],
                Rows =
                [
                    .. rows,
                    ReportRow.Total(
                        "Total",
                        rows.Sum(row => (long)(row.Cells[1] ?? 0L)),
                        1.0,
                        null,
                        null,
                        null,
                        null,
                        null
                    ),
                ],
            },
            new ReportTable
            {
                Name = "empty",
                Caption = "Nothing here",
                Columns = [new("site", "Site", Site), new("exams", "Exams", Count)],
                Rows = [],
            },
        ]);
    }

    /// <summary>A report of these tables.</summary>
    public static ReportDocument Of(ImmutableArray<ReportTable> tables, params ReadOnlySpan<KeyNumber> keys) =>
        new()
        {
            Name = "volume-2026-10",
            Title = "Imaging volume",
            Period = "October 2026",
            AsOf = AsOf,
            Classification = "For use within the organisation",
            Facts =
            [
                new("Period", "1 to 31 October 2026"),
                new("Data complete to", "2026-11-01 23:00 UTC"),
                new("Counting rule", "study"),
            ],
            Warnings = ["No exam of this month from Seeklinik."],
            KeyNumbers = keys.Length > 0 ? [.. keys] : [Key("exams", "Exams", 98_765L)],
            Parts =
            [
                new ReportPart
                {
                    Name = "sites",
                    Title = "Sites",
                    Lead = "What each site did.",
                    Charts =
                    [
                        new ReportChart
                        {
                            Kind = ChartKind.StackedBars,
                            Title = "Exams by month",
                            Description = "Two months of two modalities.",
                            Labels = ["Sep 2026", "Oct 2026"],
                            Series = [new("CT", [40, 60]), new("MR", [20, 30])],
                            Format = Count,
                        },
                    ],
                    Tables = tables,
                    Notes = ["An exam counts once."],
                },
                new ReportPart
                {
                    Name = "broken",
                    Title = "Broken part",
                    Failure = "Expected 3 rows, found none.",
                },
            ],
            Definitions = [new("Exam", "A study with an acquired image.")],
            PrivacyNote = "It holds counts only.",
        };

    /// <summary>A key number with a month before.</summary>
    public static KeyNumber Key(
        string name,
        string label,
        object? value,
        params ReadOnlySpan<KeyComparison> comparisons
    ) =>
        new()
        {
            Name = name,
            Label = label,
            Format = Count,
            Value = value,
            Comparisons = [.. comparisons],
        };

    /// <summary>Rows by columns of counts, with a total row and a total column.</summary>
    public static ReportTable Matrix(string name, string[] down, string[] across, long[,] cells)
    {
        var columns = across.Length;
        long Down(int column) => Enumerable.Range(0, down.Length).Sum(row => cells[row, column]);
        long Across(int row) => Enumerable.Range(0, columns).Sum(column => cells[row, column]);
        return new ReportTable
        {
            Name = name,
            Caption = "Matrix " + name,
            Columns =
            [
                new("row", "Row", Text),
                .. across.Select(title => new ReportColumn("exams_" + title, title, Count)),
                new("exams_total", "Total", Count),
            ],
            Rows =
            [
                .. down.Select(
                    (label, row) =>
                        new ReportRow([
                            label,
                            .. Enumerable.Range(0, columns).Select(column => (object?)cells[row, column]),
                            Across(row),
                        ])
                ),
                new ReportRow(
                    [
                        "Total",
                        .. Enumerable.Range(0, columns).Select(column => (object?)Down(column)),
                        Enumerable.Range(0, columns).Sum(Down),
                    ],
                    IsTotal: true
                ),
            ],
        };
    }
}
