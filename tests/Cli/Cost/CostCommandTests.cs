using System.Text.Json;
using StudyLake.Tests.Analytics.Reports;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Cli.Cost;

/// <summary>The command as a program reads it.</summary>
public sealed class CostCommandTests
{
    [Fact]
    public async Task As_JSON_the_lines_add_up_to_the_totals_and_every_report_says_what_it_reads()
    {
        var (exit, output, errors) = await StudyLakeProcess.RunAsync("", "cost", "--format", "json");
        Assert.Equal("", errors);
        Assert.Equal(0, exit);
        using var json = JsonDocument.Parse(output);
        var rows = json.RootElement.EnumerateArray().ToList();
        // 1,000,000 objects x 1.1 reads = 1,100 thousand x 0.0004
        var reads = rows.Single(row => Text(row, "item") == "S3: ranged reads of headers");
        Assert.Equal("pipeline", Text(reads, "section"));
        Assert.Equal(1_100, reads.GetProperty("quantity").GetDouble(), 6);
        Assert.Equal(0.0004, reads.GetProperty("usd_per_unit").GetDouble(), 9);
        Assert.Equal(0.44, reads.GetProperty("usd").GetDouble(), 9);
        Assert.Equal("high", Text(reads, "price_confidence"));
        Assert.Equal(
            rows.Single(row => Text(row, "item") == "pipeline, with its queries").GetProperty("usd").GetDouble(),
            rows.Where(row => Text(row, "section") == "pipeline").Sum(row => row.GetProperty("usd").GetDouble()),
            6
        );
        Assert.Equal(
            1e6,
            rows.Single(row => Text(row, "item") == "studies that reports read").GetProperty("quantity").GetDouble()
        );
        var reports = rows.Where(row => Text(row, "section") == "report").ToList();
        Assert.Equal(
            MadeReport.Catalog.Reports.Select(report => report.Report),
            reports.Select(row => Text(row, "item"))
        );
        foreach (var report in reports)
        {
            var megabytes = report.GetProperty("quantity").GetDouble();
            Assert.True(megabytes > 0, Text(report, "item"));
            Assert.Equal("MB", Text(report, "unit"));
            // At 5 a TB, and never less than what is read.
            Assert.True(report.GetProperty("usd").GetDouble() >= megabytes * 5e-6 * (1 - 1e-9), Text(report, "item"));
            Assert.True(megabytes <= 100, $"{Text(report, "item")}: {megabytes:F1} MB");
            Assert.StartsWith("within", Text(report, "price_confidence"), StringComparison.Ordinal);
        }
        var upkeep = rows.Where(row => Text(row, "section") == "upkeep").ToDictionary(row => Text(row, "item"));
        foreach (var (run, times) in new[] { ("snapshot, one addition", 720), ("tables of reports, one making", 120) })
        {
            var (one, month) = (Megabytes(upkeep[run]), Megabytes(upkeep[$"{run}, a month"]));
            Assert.True(one > 0, run);
            Assert.Equal(one * times, month, month * 1e-9);
        }
        // Every study costs more to fold than those of a day.
        Assert.True(Megabytes(upkeep["snapshot, one whole build"]) > 5 * Megabytes(upkeep["snapshot, one addition"]));

        static double Megabytes(JsonElement row) => row.GetProperty("quantity").GetDouble();
    }

    [Fact]
    public async Task A_lake_without_a_snapshot_is_not_measured()
    {
        using var folder = new TemporaryFolder();
        var (exit, _, errors) = await StudyLakeProcess.RunAsync("", "cost", "--measure", folder["lake"]);
        Assert.Equal(1, exit);
        Assert.Contains("Expected a lake with a snapshot, found none", errors, StringComparison.Ordinal);
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString() ?? "";
}
