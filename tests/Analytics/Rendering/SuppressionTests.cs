using System.Collections.Immutable;
using System.Text;
using StudyLake.Analytics.Rendering;
using StudyLake.Tests.Analytics.Reports;
using static StudyLake.Analytics.Rendering.ColumnFormat;

namespace StudyLake.Tests.Analytics.Rendering;

public sealed class SuppressionTests
{
    [Fact]
    public void Small_counts_go_zeros_and_others_stay()
    {
        var table = Single("by-type", ("A", 4), ("B", 0), ("C", 5), ("D", 90));
        Assert.Equal("B 0|C 5|D 90|A *", Shown(Suppression.Apply(SomeReport.Of([table]), 5), "by-type"));
    }

    // With the total 99 shown, 4 is what 99 leaves; the 5 goes with it, and 9 can be split in 8 ways.
    [Fact]
    public void A_lone_small_count_under_a_total_takes_the_next_smallest_with_it()
    {
        var table = WithTotal(Single("by-type", ("A", 4), ("C", 5), ("D", 90)));
        Assert.Equal("D 90|A *|C *|Total 99", Shown(Suppression.Apply(SomeReport.Of([table]), 5), "by-type"));
    }

    // 1 and 2 with a known sum of 3 could only be 1 and 2 in one order or the other.
    [Fact]
    public void Two_small_counts_whose_sum_leaves_too_little_choice_take_a_third_with_them()
    {
        var table = WithTotal(Single("by-type", ("A", 1), ("B", 2), ("C", 40), ("D", 30), ("E", 60)));
        Assert.Equal(
            "A *|B *|D *|C 40|E 60|Total 133",
            Rearranged(Shown(Suppression.Apply(SomeReport.Of([table]), 5), "by-type"))
        );
    }

    [Fact]
    public void In_a_matrix_the_four_corners_of_a_rectangle_go()
    {
        var table = SomeReport.Matrix(
            "m",
            ["r1", "r2", "r3"],
            ["c1", "c2", "c3"],
            new long[,]
            {
                { 3, 50, 60 },
                { 70, 80, 90 },
                { 55, 65, 75 },
            }
        );
        var shown = Apply(table, 5);
        var marks = Marks(shown, "m");
        Assert.Equal(4, marks.Count);
        Assert.Contains(("r1", "exams_c1"), marks);
        Assert.DoesNotContain(marks, mark => mark.Row == "Total" || mark.Column == "exams_total");
    }

    [Fact]
    public void The_same_number_goes_in_another_table_key_number_and_chart()
    {
        var matrix = SomeReport.Matrix(
            "m",
            ["CT", "MR"],
            ["North", "South"],
            new long[,]
            {
                { 3, 41 },
                { 52, 63 },
            }
        );
        var document = SomeReport.Of(
            [
                matrix,
                WithTotal(Single("by-site", ("North", 55), ("South", 104))),
                Single("cells", ("CT North", 3), ("CT South", 41), ("MR North", 52), ("MR South", 63)),
            ],
            SomeReport.Key("exams", "Exams", 159L),
            SomeReport.Key("ct_north", "CT in North", 3L)
        );
        document = document with
        {
            Parts =
            [
                document.Parts[0] with
                {
                    Charts =
                    [
                        new ReportChart
                        {
                            Kind = ChartKind.StackedBars,
                            Title = "North and South",
                            Description = "CT has 3 in North.",
                            Labels = ["North", "South"],
                            Series = [new("CT", [3, 41]), new("MR", [52, 63])],
                            Format = Count,
                        },
                    ],
                },
            ],
        };
        var open = Suppression.Apply(document, 5);
        Assert.Equal("North 55|South 104|Total 159", Shown(open, "by-site"));
        Assert.IsType<Withheld>(open.KeyNumbers[1].Value);
        var chart = open.Parts[0].Charts[0];
        Assert.Equal([null, null], chart.Series.Single(series => series.Name == "CT").Values);
        Assert.Equal([null, null], chart.Series.Single(series => series.Name == "MR").Values);
        Assert.DoesNotContain('3', chart.Description);
        var (html, json) = (HtmlReport.Render(open), Encoding.UTF8.GetString(ReportJson.Render(open)));
        Assert.DoesNotContain("CT: 3", html, StringComparison.Ordinal);
        Assert.DoesNotMatch(": 3[,\\n]", json);
    }

    [Fact]
    public void Rows_of_one_name_that_add_up_to_a_number_elsewhere_are_known_to()
    {
        var devices = new ReportTable
        {
            Name = "devices",
            Caption = "Devices",
            Columns =
            [
                new("modality", "Modality", Modality),
                new("device", "Device", Text),
                new("exams", "Exams", Count),
            ],
            Rows =
            [
                ReportRow.Of("CT", "One", 40L),
                ReportRow.Of("CT", "Two", 4L),
                ReportRow.Of("MR", "Three", 70L),
                ReportRow.Of("MR", "Four", 80L),
            ],
        };
        var open = Suppression.Apply(SomeReport.Of([devices, Single("by-modality", ("CT", 44), ("MR", 150))]), 5);
        // 44 − 40 would be 4: one of the two must go with it.
        var (one, ct) = (Cell(open, "devices", "One", 2), Cell(open, "by-modality", "CT", 1));
        Assert.True(one is Withheld || ct is Withheld);
        Assert.Equal(150L, Cell(open, "by-modality", "MR", 1));
    }

    [Fact]
    public void Shares_changes_and_averages_go_with_their_counts()
    {
        var table = new ReportTable
        {
            Name = "t",
            Caption = "T",
            Columns =
            [
                new("site", "Site", Site),
                new("exams", "Exams", Count),
                new("previous", "Before", Count),
                new("change", "Change", Change),
                new("days", "Days", Count) { Measure = Measure.Other },
                new("per_day", "Per day", ColumnFormat.Decimal),
                new("elsewhere", "Per day last year", ColumnFormat.Decimal),
                new("weight", "Weight", ColumnFormat.Decimal) { Measure = Measure.Other },
            ],
            Rows =
            [
                ReportRow.Of("A", 40L, 50L, -0.2, 4L, 10.0, 0.25, 1.5),
                ReportRow.Of("B", 40L, 3L, (40.0 / 3) - 1, 20L, 2.0, 7.0, 1.5),
            ],
        };
        var open = Suppression.Apply(SomeReport.Of([table]), 5);
        Assert.Equal("A 40 50 -0.2 4 10 * 1.5|B 40 * * 20 * * 1.5", Shown(open, "t"));
    }

    // 95 of 97 says 2 as clearly as 2 does.
    [Fact]
    public void The_rest_of_a_part_is_a_count_too()
    {
        var table = new ReportTable
        {
            Name = "t",
            Caption = "T",
            Columns =
            [
                new("site", "Site", Site),
                new("exams", "Exams", Count),
                new("contrast", "With contrast", Count) { PartOf = "exams" },
                new("share", "Share", Share),
            ],
            Rows = [ReportRow.Of("A", 97L, 95L, 95.0 / 97), ReportRow.Of("B", 97L, 50L, 50.0 / 97)],
        };
        var open = Suppression.Apply(SomeReport.Of([table]), 5);
        Assert.True(Cell(open, "t", "A", 1) is Withheld || Cell(open, "t", "A", 2) is Withheld);
        Assert.IsType<Withheld>(Cell(open, "t", "A", 3));
        Assert.Equal(50L, Cell(open, "t", "B", 2));
    }

    // A report rounds its quotients to six digits.
    [Fact]
    public void A_rounded_share_is_shown_with_its_counts_and_gives_the_rest_away()
    {
        var table = new ReportTable
        {
            Name = "t",
            Caption = "T",
            Columns =
            [
                new("site", "Site", Site),
                new("exams", "Exams", Count),
                new("contrast", "With contrast", Count),
                new("share", "Share", Share),
            ],
            Rows = [ReportRow.Of("A", 97L, 95L, 0.979381), ReportRow.Of("B", 97L, 50L, 0.515464)],
        };
        var open = Suppression.Apply(SomeReport.Of([table]), 5);
        Assert.Equal("97 50 0.515464", string.Join(' ', open.Parts[0].Tables[0].Rows[0].Cells[1..]));
        Assert.True(Cell(open, "t", "A", 1) is Withheld || Cell(open, "t", "A", 2) is Withheld);
        Assert.IsType<Withheld>(Cell(open, "t", "A", 3));
    }

    [Fact]
    public void Columns_tables_and_facts_for_inside_are_in_no_form_of_the_public_one()
    {
        var table = new ReportTable
        {
            Name = "t",
            Caption = "T",
            Columns =
            [
                new("month", "Month", Text),
                new("exams", "Exams", Count),
                new("reason", "Why", Text) { IsInternal = true },
            ],
            Rows = [ReportRow.Of("May", 97L, "3 fewer"), ReportRow.Of("June", 80L, "4 more")],
        };
        var inside = table with { Name = "inside", Caption = "Scanner seven", IsInternal = true };
        var document = SomeReport.Of([table, inside]);
        document = document with { Facts = [.. document.Facts, new("Apart", "7 of 9 differ") { IsInternal = true }] };
        var open = Suppression.Apply(document, 5);
        Assert.Equal("May 97|June 80", Shown(open, "t"));
        foreach (var format in new[] { ReportFormat.Html, ReportFormat.Json })
        {
            var text = Encoding.UTF8.GetString(ReportFiles.Render(open, format).Content.Span);
            Assert.Contains("June", text, StringComparison.Ordinal);
            foreach (var secret in new[] { "fewer", "Scanner", "differ", "Why" })
                Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_table_of_mostly_small_counts_is_left_out_and_says_so()
    {
        var table = WithTotal(Single("by-type", ("A", 1), ("B", 2), ("C", 40)));
        var open = Suppression.Apply(SomeReport.Of([table]), 5).Parts[0].Tables[0];
        Assert.Empty(open.Rows);
        Assert.Contains("more than half of its counts are below 5", open.EmptyText, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_with_marks_stand_behind_in_the_order_of_their_names()
    {
        var table = Single("by-type", ("Z", 99), ("Y", 80), ("M", 4), ("K", 30), ("B", 3), ("A", 20));
        Assert.Equal("Z 99|Y 80|K 30|A 20|B *|M *", Shown(Suppression.Apply(SomeReport.Of([table]), 5), "by-type"));
    }

    [Fact]
    public void Bars_and_tints_are_drawn_from_what_is_shown()
    {
        var table = Single("by-type", ("A", 4), ("B", 50), ("C", 100)) with { IsHeatMap = true };
        var text = HtmlReport.Render(Suppression.Apply(SomeReport.Of([table]), 5));
        var cell = PageReader.Parse(text).Descendants("td").Single(item => item.Value == "*");
        Assert.Empty(cell.Elements());
        Assert.DoesNotMatch(@"\bh\d", cell.Attribute("class")?.Value ?? "");
    }

    [Fact]
    public void Sentences_with_numbers_small_lines_devices_and_engine_messages_go()
    {
        var document = SomeReport.Of([Single("by-type", ("A", 44))]);
        document = document with
        {
            Warnings = ["3 exams have no date.", "The month is not complete."],
            FailureDetails = [new("q", "value 3")],
            KeyNumbers = [document.KeyNumbers[0] with { History = [3, 4, 5] }],
            Parts =
            [
                document.Parts[0] with
                {
                    Lead = "A leads with 44.",
                    Notes = ["2 are odd.", "An exam counts once."],
                },
                document.Parts[1],
                new ReportPart
                {
                    Name = "devices",
                    Title = "Devices",
                    IsInternal = true,
                },
            ],
        };
        var open = Suppression.Apply(document, 5);
        Assert.Equal(["The month is not complete."], open.Warnings);
        Assert.Empty(open.FailureDetails);
        Assert.Empty(open.KeyNumbers[0].History);
        Assert.Null(open.Parts[0].Lead);
        Assert.Equal(["An exam counts once."], open.Parts[0].Notes);
        Assert.Equal("not available", open.Parts[1].Failure);
        Assert.Equal(["sites", "broken"], open.Parts.Select(part => part.Name));
        Assert.Equal("volume-2026-10-public", open.Name);
        Assert.Contains("counts of 1 to 4 are withheld", open.Classification, StringComparison.Ordinal);
        Assert.Contains(open.Facts, fact => fact.Term == "Small counts");
    }

    [Fact]
    public void A_report_without_small_counts_keeps_all_of_them()
    {
        var table = SomeReport.Matrix(
            "m",
            ["r1", "r2"],
            ["c1", "c2"],
            new long[,]
            {
                { 11, 50 },
                { 70, 0 },
            }
        );
        Assert.Empty(Marks(Apply(table, 11), "m"));
    }

    [Fact]
    public void The_least_count_is_at_least_two() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Suppression.Apply(SomeReport.Full(), 1));

    private static ReportDocument Apply(ReportTable table, int k) => Suppression.Apply(SomeReport.Of([table]), k);

    private static ReportTable Single(string name, params (string Label, long Value)[] rows) =>
        new()
        {
            Name = name,
            Caption = name,
            Columns = [new("label", "Label", Text), new("exams", "Exams", Count, HasBar: true)],
            Rows = [.. rows.Select(row => ReportRow.Of(row.Label, row.Value))],
        };

    private static ReportTable WithTotal(ReportTable table) =>
        table with
        {
            Rows = table.Rows.Add(ReportRow.Total("Total", table.Rows.Sum(row => (long)(row.Cells[1] ?? 0L)))),
        };

    private static object? Cell(ReportDocument document, string table, string label, int column) =>
        Table(document, table).Rows.Single(row => row.Cells.Contains(label)).Cells[column];

    private static List<(string Row, string Column)> Marks(ReportDocument document, string name)
    {
        var table = Table(document, name);
        return
        [
            .. table.Rows.SelectMany(row =>
                row.Cells.Select((cell, i) => (cell, i))
                    .Where(item => item.cell is Withheld)
                    .Select(item => ((string)(row.Cells[0] ?? ""), table.Columns[item.i].Name))
            ),
        ];
    }

    private static ReportTable Table(ReportDocument document, string name) =>
        document.Parts.SelectMany(part => part.Tables).Single(table => table.Name == name);

    private static string Shown(ReportDocument document, string name) =>
        string.Join('|', Table(document, name).Rows.Select(row => string.Join(' ', row.Cells.Select(CsvTables.Plain))));

    // Marks stand behind; which order is another test's matter.
    private static string Rearranged(string shown)
    {
        var rows = shown.Split('|');
        return string.Join(
            '|',
            rows[..^1].OrderBy(row => !row.EndsWith('*')).ThenBy(row => row, StringComparer.Ordinal).Append(rows[^1])
        );
    }
}
