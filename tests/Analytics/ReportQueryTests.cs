using StudyLake.Analytics;

namespace StudyLake.Tests.Analytics;

public sealed class ReportQueryTests
{
    [Fact]
    public async Task A_month_stands_beside_the_month_and_the_year_before()
    {
        await using var lake = new HandmadeLake();
        string[] days = ["2026-10-01", "2026-10-31", "2026-09-30", "2025-10-15", "2025-11-01", "2026-11-01"];
        foreach (var day in days)
            lake.Add(Row.Stored(day, "1", $"{day}.1.1").With(("study_date", day)));
        Assert.Equal(
            ["unmapped|CT|2|1|1"],
            await lake.QueryAsync(HandmadeLake.Catalog["volume_month"].Sql, new DateOnly(2026, 10, 9))
        );
    }

    [Fact]
    public async Task Every_report_has_the_columns_and_parameters_that_are_described()
    {
        await using var lake = TenStudies.Lake();
        var reports = HandmadeLake.Catalog.Models.Where(model => model.Layer == ModelLayer.Reports).ToList();
        Assert.NotEmpty(reports);
        foreach (var report in reports)
        {
            await lake.QueryAsync(
                report.Sql,
                [.. report.Description.Parameters.Select(_ => (object)new DateOnly(2026, 9, 1))]
            );
            var open = await lake.OpenAsync();
            await using var result = await open.QueryAsync(
                report.Sql,
                [.. report.Description.Parameters.Select(_ => (object)new DateOnly(2026, 9, 1))],
                TestContext.Current.CancellationToken
            );
            Assert.Equal(
                report.Description.Columns.Select(column => $"{column.Name} {column.Type}"),
                result.Columns.Select(column => $"{column.Name} {SqlTypes.Name(column.Type)}")
            );
        }
    }
}
