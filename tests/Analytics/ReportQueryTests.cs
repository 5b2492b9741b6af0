using StudyLake.Analytics;

namespace StudyLake.Tests.Analytics;

public sealed class ReportQueryTests
{
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
