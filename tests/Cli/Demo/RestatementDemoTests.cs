using System.Globalization;
using StudyLake.Cli.Query;

namespace StudyLake.Tests.Cli.Demo;

/// <summary>What the restatement says of then against the whole lake as it was known then.</summary>
public sealed class RestatementDemoTests(DemoLake demo) : IClassFixture<DemoLake>
{
    [Fact]
    public async Task Then_is_what_the_lake_shows_as_of_the_day_of_the_report()
    {
        await using var now = await OpenAsync(null);
        var months = await RowsAsync(
            now,
            "select distinct cast(exam_month as varchar), cast(due_at as varchar) from restatement order by 1"
        );
        Assert.True(
            months.Length > 3,
            $"Expected several months with something recorded since, found {months.Length}."
        );
        foreach (var month in months)
        {
            var (first, due) = (month.Split('|')[0], month.Split('|')[1]);
            await using var then = await OpenAsync(
                DateTime.SpecifyKind(DateTime.Parse(due, CultureInfo.InvariantCulture), DateTimeKind.Utc)
            );
            Assert.Equal(
                await RowsAsync(
                    then,
                    $"""
                    select primary_modality, site_name, count(*) from exams
                    where cast(date_trunc('month', exam_date) as date) = date '{first}'
                    group by 1, 2 order by 1, 2
                    """
                ),
                await RowsAsync(
                    now,
                    $"""
                    select modality, site_name, then_count from restatement
                    where exam_month = date '{first}' and then_count > 0 order by 1, 2
                    """
                )
            );
        }
    }

    private Task<LakeSession> OpenAsync(DateTime? asOf) =>
        LakeSession.OpenAsync(demo.Place.Lake, demo.Place.Registry, TestContext.Current.CancellationToken, asOf);

    private static async Task<string[]> RowsAsync(LakeSession session, string sql)
    {
        await using var result = await session.QueryAsync(sql, [], TestContext.Current.CancellationToken);
        var rows = await result.ToArrayAsync(TestContext.Current.CancellationToken);
        return [.. rows.Select(row => string.Join('|', row))];
    }
}
