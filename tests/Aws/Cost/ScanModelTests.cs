using System.Collections.Immutable;
using StudyLake.Aws.Cost;

namespace StudyLake.Tests.Aws.Cost;

/// <summary>Expected values are worked out by hand, as each comment shows.</summary>
public sealed class ScanModelTests
{
    private static readonly LakeBytes Bytes = LakeBytes.Parse(
        """
        # Made for the tests.
        table,rows_per_event,column,bytes_per_row
        studies,0.01,study_instance_uid,20
        studies,0.01,study_date,0.5
        instances,0.9,study_instance_uid,0.25
        instances,0.9,object_bytes,2
        raw_study_events,1,object_id,16
        raw_field_issues,0.05,keyword,3
        series,0.05,study_instance_uid,1
        device_gaps,0.02,study_date,0.5
        snapshot_index,1.5,object_key,4
        snapshot_index,1.5,uid,20
        series_times,0.04,series_instance_uid,30
        stg_repeats,0.09,sop_instance_uid,10
        """
    );

    private static readonly ScanInputs Inputs = new()
    {
        Studies = 1_000,
        SeriesPerStudy = 4,
        InstancesPerStudy = 50,
        EventsPerInstance = 1.2,
    };

    private static readonly ScanModel Model = new(Inputs, Bytes);

    [Theory]
    [InlineData("studies", 1_000)]
    [InlineData("series", 4_000)]
    [InlineData("instances", 50_000)]
    // 50,000 instances x 1.2 events
    [InlineData("raw_study_events", 60_000)]
    // Twice as many as studies in the lake that was measured: 1,000 x 0.02 / 0.01
    [InlineData("device_gaps", 2_000)]
    // It names series: 4,000 x 0.04 / 0.05
    [InlineData("series_times", 3_200)]
    // It names instances: 50,000 x 0.09 / 0.9
    [InlineData("stg_repeats", 5_000)]
    // 60,000 events x 1.5
    [InlineData("snapshot_index", 90_000)]
    // 60,000 events x 0.05
    [InlineData("raw_field_issues", 3_000)]
    public void A_table_has_its_rows_by_studies_and_events_and_a_computed_one_by_what_it_names(
        string table,
        double rows
    ) => Assert.Equal(rows, Model.Rows(table), 6);

    [Fact]
    public void A_reading_is_rows_times_the_bytes_of_its_columns()
    {
        // 60,000 x 16
        Assert.Equal(960_000, Model.Bytes(new("raw_study_events", ["object_id"])), 3);
        // 3,000 x 3
        Assert.Equal(9_000, Model.Bytes(new("raw_field_issues", ["keyword"])), 3);
        Assert.Equal(0, Model.Bytes(new("raw_field_issues", [])), 3);
        // A table that was made for reports has no newer build: 2,000 x 0.5
        Assert.Equal(1_000, Model.Bytes(new("device_gaps", ["study_date"])), 3);
        // A partition is in the name of a folder.
        Assert.Equal(960_000, Model.Bytes(new("raw_study_events", ["dt", "object_id"])), 3);
        Assert.Equal(0, Model.Bytes(new("registry_devices", ["device_id"])), 3);
    }

    [Fact]
    public void A_table_of_the_snapshot_is_read_with_the_column_by_which_a_newer_build_replaces_rows()
    {
        // 1,000 x (0.5 + 20), and the same when the query asks for that column itself.
        Assert.Equal(20_500, Model.Bytes(new("studies", ["study_date"])), 3);
        Assert.Equal(20_500, Model.Bytes(new("studies", ["study_instance_uid", "study_date"])), 3);
        // Rows alone are counted by it too: 50,000 x 0.25
        Assert.Equal(12_500, Model.Bytes(new("instances", [])), 3);
    }

    [Fact]
    public void A_query_pays_for_each_reading_and_names_the_table_of_which_it_reads_most()
    {
        var scan = Model.Query(
            "q",
            [new("studies", ["study_date"]), new("instances", ["object_bytes"]), new("studies", ["study_date"])]
        );
        // 2 x 20,500 + 50,000 x 2.25 = 41,000 + 112,500
        Assert.Equal(153_500, scan.ScannedBytes, 3);
        Assert.Equal(
            153_500,
            Model.Query("q", [new("studies", ["study_date"], 2), new("instances", ["object_bytes"])]).ScannedBytes,
            3
        );
        // 20,500 + 112,500, were studies read once.
        Assert.Equal(133_000, scan.LeastBytes, 3);
        Assert.Equal("instances", scan.HeaviestTable);
        Assert.Equal(112_500, scan.HeaviestBytes, 3);
    }

    [Fact]
    public void A_report_is_billed_ten_megabytes_for_each_small_query_and_misses_by_what_it_reads_above_a_hundred()
    {
        var report = new ScanModel(Inputs with { Studies = 1_000_000 }, Bytes).Report(
            "r",
            [
                ("small", [new("registry_devices", ["device_id"])]),
                // 50,000,000 x 2.25 = 112.5 MB
                ("large", [new("instances", ["object_bytes"])]),
            ]
        );
        Assert.Equal(["large", "small"], report.Queries.Select(query => query.Query));
        Assert.Equal(112.5e6, report.ScannedBytes, 0);
        Assert.Equal(122.5e6, report.BilledBytes, 0);
        Assert.Equal(12.5e6, report.ExcessBytes, 0);

        var rows = CostReport.Reports(Inputs, new PriceList(), [report]).ToList();
        var row = rows.Single(item => item.Section == "report");
        Assert.Equal(112.5, row.Quantity, 6);
        // 122.5 MB at 5 a TB
        Assert.Equal(0.0006125m, row.Usd);
        Assert.Equal("over 100 MB by 13 MB; each table once: 113 MB", row.Confidence);
        Assert.Equal(["r, large"], rows.Where(item => item.Section == "query").Select(item => item.Item));
    }

    [Fact]
    public void A_report_within_a_hundred_megabytes_says_so_and_lists_no_query()
    {
        var report = Model.Report("r", [("q", [new("studies", ["study_date"])])]);
        var rows = CostReport.Reports(Inputs, new PriceList(), [report]).ToList();
        Assert.Equal("within 100 MB", rows.Single(item => item.Section == "report").Confidence);
        Assert.DoesNotContain(rows, item => item.Section == "query");
    }

    [Fact]
    public void A_column_that_was_not_measured_is_an_error_and_not_nought() =>
        Assert.Throws<KeyNotFoundException>(() => Model.Bytes(new("studies", ["new_column"])));

    [Fact]
    public void A_table_that_was_not_measured_is_an_error_that_says_what_to_do()
    {
        var failure = Assert.Throws<KeyNotFoundException>(() => Model.Bytes(new("devices", ["device_key"])));
        Assert.Contains("devices", failure.Message, StringComparison.Ordinal);
        Assert.Contains("studylake cost --measure", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    // The base has the rows of all; a delta has half of a quarter of them on average.
    [InlineData("snapshot_000001_20260101000000_studies", "studies", 1)]
    [InlineData("snapshot_000002_20260101000000_studies", "studies", 0.125)]
    [InlineData("snapshot_000001_20260101000000_index", "snapshot_index", 1)]
    [InlineData("snapshot_000003_20260101000000_index", "snapshot_index", 0.125)]
    [InlineData("snapshot_000003_20260101000000_named", "studies", 0.125)]
    // What an addition folds is half a day of 365.
    [InlineData("snapshot_000003_20260101000000_tail", "raw_study_events", 0.5 / 365)]
    [InlineData("snapshot_000003_20260101000000_refolded_00_exam_times", "exam_times", 0.5 / 365)]
    [InlineData("snapshot_000001_20260101000000_refolded_00_exam_times", "exam_times", 1)]
    // It names the partitions of the lake that it reads: a day.
    [InlineData("raw_study_events", "raw_study_events", 1.0 / 365)]
    [InlineData("snapshot_000001_20260101000000_reports_device_gaps", "device_gaps", 1)]
    public void A_table_of_a_build_has_a_share_of_a_measured_one(string name, string like, double share)
    {
        var table = UpkeepTable.Of(name, isAddition: true);
        Assert.Equal((like, share), (table.Like, table.Share));
    }

    [Fact]
    public void A_statement_of_the_upkeep_reads_a_share_and_a_month_of_it_is_billed_by_the_statement()
    {
        // A quarter of 60,000 x 16 and half of 90,000 x 4; what has no weight has none.
        var statement = Model.Statement(
            "keys",
            [
                (new TableRead("a", ["object_id"]), new UpkeepTable("raw_study_events", 0.25, [])),
                (new TableRead("b", ["object_key", "bucket"]), new UpkeepTable("snapshot_index", 0.5, ["object_key"])),
            ]
        );
        Assert.Equal(240_000 + 180_000, statement.ScannedBytes, 3);
        Assert.Equal("raw_study_events", statement.HeaviestTable);
        var rows = CostReport
            .Upkeep(new PriceList(), [new UpkeepScan("addition", [statement, statement], 720)])
            .ToList();
        Assert.Equal(["addition", "addition, a month"], rows.Select(row => row.Item));
        Assert.Equal(0.84, rows[0].Quantity, 6);
        // Two statements at the least of 10 MB, 720 times, at 5 a TB.
        Assert.Equal(0.072m, rows[1].Usd);
    }

    [Theory]
    [InlineData("table,column\n")]
    [InlineData("table,rows_per_event,column,bytes_per_row\nstudies,1,2\n")]
    public void Another_form_of_the_file_is_refused(string text) =>
        Assert.Throws<FormatException>(() => LakeBytes.Parse(text));

    [Fact]
    public void What_is_written_is_read()
    {
        var read = LakeBytes.Parse(LakeBytes.Write("of a test", [("studies", 0.0125, "study_date", 1.5)]));
        Assert.Equal(1.5, read.PerRow("studies", "study_date"));
        Assert.Equal(0.0125, read.RowsPerEvent("studies"));
    }
}
