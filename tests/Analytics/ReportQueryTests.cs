using StudyLake.Analytics;
using StudyLake.Analytics.Reporting;
using StudyLake.Tests.Analytics.Reports;

namespace StudyLake.Tests.Analytics;

public sealed class ReportQueryTests
{
    [Fact]
    public async Task Every_query_of_a_report_has_the_columns_and_parameters_that_are_described()
    {
        await using var lake = TenStudies.Lake();
        var query = await MadeReport.QueryAsync(lake);
        var models = HandmadeLake.Catalog.Models.Where(model => model.Layer == ModelLayer.Reports).ToList();
        Assert.NotEmpty(models);
        foreach (var model in models)
        {
            await using var result = await query(
                MadeReport.Sql(model.Name),
                ReportParameters.Of(model, new ReportRequest(MadeReport.September), new DateOnly(2026, 10, 3)),
                TestContext.Current.CancellationToken
            );
            Assert.Equal(
                model.Description.Columns.Select(column => $"{model.Name}.{column.Name} {column.Type}"),
                result.Columns.Select(column => $"{model.Name}.{column.Name} {SqlTypes.Name(column.Type)}")
            );
        }
    }

    [Fact]
    public async Task Every_query_of_a_report_has_the_key_that_is_described()
    {
        await using var lake = TenStudies.Lake();
        var query = await MadeReport.QueryAsync(lake);
        foreach (var model in HandmadeLake.Catalog.Models.Where(model => model.Layer == ModelLayer.Reports))
        foreach (var key in model.Description.Unique)
        {
            await using var result = await query(
                MadeReport.Sql(model.Name),
                ReportParameters.Of(model, new ReportRequest(MadeReport.September), new DateOnly(2026, 10, 3)),
                TestContext.Current.CancellationToken
            );
            var places = key.ConvertAll(name => result.Columns.Select(column => column.Name).ToList().IndexOf(name));
            Assert.All(places, place => Assert.True(place >= 0));
            var keys = (await result.ToArrayAsync(default)).Select(row =>
                $"{model.Name} {string.Join('|', places.Select(place => row[place]))}"
            );
            Assert.Distinct(keys);
        }
    }
}
