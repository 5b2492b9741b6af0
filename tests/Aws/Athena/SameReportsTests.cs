using System.Text;
using StudyLake.Analytics.Rendering;
using StudyLake.Analytics.Reporting;
using StudyLake.Tests.Analytics.Reports;

namespace StudyLake.Tests.Aws.Athena;

/// <summary>Every report, once by way of Athena's protocol and once from DuckDB: the same page and the same numbers.</summary>
public sealed class SameReportsTests(SameAnswersTests.Fixture fixture) : IClassFixture<SameAnswersTests.Fixture>
{
    public static TheoryData<string, string> Reports =>
        [
            .. MadeReport.Catalog.Reports.Select(report =>
                (
                    report.Report,
                    report.Period switch
                    {
                        PeriodKind.Week => "2026-W40",
                        PeriodKind.Month => "2026-09",
                        _ => "2026",
                    }
                )
            ),
        ];

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task A_report_is_the_same_on_both_engines(string name, string period)
    {
        var athena = await MakeAsync(fixture.Athena.Engine.QueryAsync, name, period);
        var direct = await MakeAsync((sql, parameters, _) => fixture.DirectAsync(sql, [.. parameters]), name, period);
        Assert.Empty(direct.Failures);
        Assert.Equal(direct.FailureDetails, athena.FailureDetails);
        Assert.Equal(Json(direct), Json(athena));
        Assert.Equal(HtmlReport.Render(direct), HtmlReport.Render(athena));
    }

    [Fact]
    public async Task A_report_of_one_site_is_the_same_on_both_engines()
    {
        var athena = await MakeAsync(fixture.Athena.Engine.QueryAsync, "volume-monthly", "2026-09", "Hill");
        var direct = await MakeAsync(
            (sql, parameters, _) => fixture.DirectAsync(sql, [.. parameters]),
            "volume-monthly",
            "2026-09",
            "Hill"
        );
        Assert.Equal(Json(direct), Json(athena));
        Assert.Equal(1L, athena.KeyNumbers[0].Value);
        Assert.Empty(athena.Failures);
    }

    [Fact]
    public async Task What_a_report_is_made_of_has_one_name_on_both_engines()
    {
        ReportQuery direct = (sql, parameters, _) => fixture.DirectAsync(sql, [.. parameters]);
        ReportQuery athena = fixture.Athena.Engine.QueryAsync;
        var names = new List<string>();
        foreach (var query in new[] { direct, athena })
        {
            var scope = await MadeReport.Runner(query).ScopeAsync(CancellationToken.None);
            names.Add(await ReportInput.FingerprintAsync(query, MadeReport.Catalog, scope, CancellationToken.None));
        }
        Assert.Equal(names[0], names[1]);
        var later = await MadeReport.Runner(direct).ScopeAsync(CancellationToken.None);
        Assert.NotEqual(
            names[0],
            await ReportInput.FingerprintAsync(
                direct,
                MadeReport.Catalog,
                later with
                {
                    EventCount = later.EventCount + 1,
                },
                CancellationToken.None
            )
        );
    }

    private static Task<ReportDocument> MakeAsync(ReportQuery query, string name, string period, string? site = null) =>
        MadeReport
            .Runner(query)
            .MakeAsync(
                MadeReport.Find(name),
                new ReportRequest(MadeReport.Period(period), Site: site),
                CancellationToken.None
            );

    private static string Json(ReportDocument document)
    {
        using var json = new MemoryStream();
        ReportJson.Write(document, [], json);
        return Encoding.UTF8.GetString(json.ToArray());
    }
}
