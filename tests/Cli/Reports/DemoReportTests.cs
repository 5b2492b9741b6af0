using System.Globalization;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using StudyLake.Analytics.Rendering;
using StudyLake.Analytics.Reporting;
using StudyLake.Cli.Demo;
using StudyLake.Cli.Query;
using StudyLake.Cli.Reports;
using StudyLake.Tests.Analytics.Rendering;
using StudyLake.Tests.Analytics.Reports;
using StudyLake.Tests.Cli.Demo;

namespace StudyLake.Tests.Cli.Reports;

/// <summary>
/// The reports over a demo hospital, from files on disk to the page, against what the generator itself counted of what
/// it made, without a lake.
/// </summary>
public sealed class DemoReportTests(DemoLake demo) : IClassFixture<DemoLake>
{
    private const string Unknown = DemoTruth.Unknown;

    public static TheoryData<string> Months =>
        [.. Enumerable.Range(1, 12).Select(month => $"2026-{month:00}"), "2025-11", "2025-12"];

    [Theory]
    [MemberData(nameof(Months))]
    public async Task A_month_has_the_exams_that_the_generator_counted(string month)
    {
        var document = await MakeAsync("volume-monthly", month);
        Assert.Empty(document.Failures);
        // Key: month, modality, site, institution.
        var truth = demo
            .Truth.Volume.Select(row => (Key: row.Key.Split(" | "), Row: row))
            .Where(item => item.Key[0] == month)
            .ToList();
        Assert.Equal(truth.Sum(item => item.Row.Exams), document.KeyNumbers[0].Value);
        Assert.Equal(truth.Sum(item => item.Row.Instances), document.KeyNumbers[2].Value);
        Assert.Equal(
            Sums(truth.Select(item => (item.Key[1], item.Row.Exams))),
            Sums(Cells(document, "by-modality", 0, 1))
        );
        Assert.Equal(Sums(truth.Select(item => (item.Key[2], item.Row.Exams))), Sums(Cells(document, "by-site", 0, 1)));
        var mix = demo
            .Truth.ExamMix.Select(row => (Key: row.Key.Split(" | "), row.Value))
            .Where(item => item.Key[^1] == month)
            .ToList();
        Assert.Equal(
            mix.Where(item => item.Key[0] == Unknown).Sum(item => item.Value),
            Cells(document, "exam-types", 0, 1).Where(item => item.Name == "No type known").Sum(item => item.Count)
        );
    }

    [Fact]
    public async Task A_week_has_the_exams_and_patients_of_its_days()
    {
        var days = demo.Truth.ByStudyDate.Where(row => row.Key != Unknown).ToDictionary(row => Day(row.Key));
        foreach (var id in new[] { "2026-W10", "2026-W20", "2026-W44" })
        {
            var period = MadeReport.Period(id);
            var document = await MakeAsync("volume-weekly", id);
            Assert.Empty(document.Failures);
            var rows = days.Where(day => day.Key >= period.Start && day.Key < period.End).Select(day => day.Value);
            Assert.Equal(rows.Sum(row => row.Exams), document.KeyNumbers[0].Value);
            Assert.Equal(rows.Sum(row => row.Instances), document.KeyNumbers[2].Value);
            Assert.Equal(
                period.Trend.Select(week =>
                    days.Where(day => day.Key >= week.Start && day.Key < week.End).Sum(day => day.Value.Exams)
                ),
                document
                    .Table("weeks-by-modality")
                    .Rows.Where(row => !row.IsTotal)
                    .Select(row => row.Cells[^1] as long? ?? 0)
            );
        }
    }

    [Fact]
    public async Task The_year_has_the_devices_and_the_storage_that_the_generator_counted()
    {
        var document = await MakeAsync("volume-annual", "2026");
        Assert.Empty(document.Failures);
        var devices = demo
            .Truth.DeviceDays.Where(row => row.Key.Contains(" | 2026-", StringComparison.Ordinal))
            .GroupBy(row => row.Key.Split(" | ")[0])
            .ToDictionary(group => group.Key, group => group.Sum(row => row.Exams));
        Assert.Equal(
            devices.Values.Where(exams => exams > 0).Order(),
            Cells(document, "devices", 1, 3).Select(item => item.Count).Where(exams => exams > 0).Order()
        );
        var last = demo.Truth.Storage[^1];
        Assert.Equal(last.Bytes, document.Table("storage").Rows[^1].Cells[1]);
        Assert.Equal(last.Files, document.Table("storage").Rows[^1].Cells[4]);
    }

    [Fact]
    public async Task Quality_has_the_rejections_and_issues_that_the_generator_counted()
    {
        var document = await MakeAsync("quality", "2026-10");
        Assert.Empty(document.Failures);
        Assert.Equal(
            demo.Truth.RejectedObjects.Values.Order(),
            Cells(document, "rejected", 0, 2).Select(item => item.Count).Order()
        );
        Assert.Equal(0L, document.Table("checks").Rows.Sum(row => row.Cells[2] as long?));
        Assert.Equal(
            demo.Truth.Issues.Values.Order(),
            document.Table("issues").Rows.Select(row => row.Cells[3] as long? ?? 0).Order()
        );
    }

    public static TheoryData<string> Reports => [.. MadeReport.Catalog.Reports.Select(report => report.Report)];

    /// <summary>A report of the last whole period, made by both engines, in all forms.</summary>
    [Theory]
    [MemberData(nameof(Reports))]
    public async Task A_report_is_one_document_on_both_engines_and_says_the_same_in_every_form(string name)
    {
        var period = MadeReport.Find(name).Period switch
        {
            PeriodKind.Week => "2026-W44",
            PeriodKind.Month => "2026-10",
            _ => "2026",
        };
        var document = await MakeAsync(name, period);
        var athena = await MakeAsync(name, period, (await demo.AthenaAsync()).QueryAsync);
        Assert.Empty(document.Failures);
        Assert.Equal(Text(document), Text(athena));
        foreach (var format in ReportFiles.Formats)
            Assert.True(
                ReportFiles
                    .Render(document, format)
                    .Content.Span.SequenceEqual(ReportFiles.Render(athena, format).Content.Span),
                $"{format} differs"
            );
        await ReadBack.CompareAsync(document, expectedAtLeast: 60);
    }

    private static string Text(ReportDocument document) => Encoding.UTF8.GetString(ReportJson.Render(document));

    private async Task<ReportDocument> MakeAsync(string name, string period, ReportQuery? query = null)
    {
        await using var session = await LakeSession.OpenAsync(demo.Place.Lake, demo.Place.Registry, default);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 7, 6, 0, 0, TimeSpan.Zero));
        var runner = new ReportRunner(query ?? session.QueryAsync, MadeReport.Catalog, time);
        return await runner.MakeAsync(MadeReport.Find(name), new(MadeReport.Period(period)), default);
    }

    private static IEnumerable<(string Name, long Count)> Cells(
        ReportDocument document,
        string table,
        int name,
        int count
    ) =>
        document
            .Table(table)
            .Rows.Where(row => !row.IsTotal)
            .Select(row => (row.Cells[name] as string ?? "", row.Cells[count] as long? ?? 0));

    private static SortedDictionary<string, long> Sums(IEnumerable<(string Name, long Count)> rows) =>
        new(
            rows.GroupBy(row => row.Name)
                .Select(group => (group.Key, Sum: group.Sum(row => row.Count)))
                .Where(group => group.Sum > 0)
                .ToDictionary(group => group.Key, group => group.Sum),
            StringComparer.Ordinal
        );

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
