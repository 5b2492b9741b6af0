using Microsoft.Extensions.Time.Testing;
using StudyLake.Analytics;
using StudyLake.Analytics.Rendering;
using StudyLake.Analytics.Reporting;

namespace StudyLake.Tests.Analytics.Reports;

/// <summary>Makes reports of a lake made by hand, with a clock that stands still, and looks into them.</summary>
internal static class MadeReport
{
    public const string Monthly = "volume-monthly";

    public static readonly ReportPeriod September = Period("2026-09");

    private static readonly Lazy<Task<ReportDocument>> Ten = new(async () =>
    {
        await using var lake = TenStudies.Lake();
        return await OfAsync(lake, September);
    });

    public static ReportCatalog Catalog { get; } = ReportCatalog.Embedded(HandmadeLake.Catalog);

    /// <summary>The monthly report of September 2026 over <see cref="TenStudies"/>, made once for all tests.</summary>
    public static Task<ReportDocument> TenStudiesAsync() => Ten.Value;

    public static ReportPeriod Period(string id) =>
        ReportPeriod.Parse(id) ?? throw new ArgumentException($"Expected a period, found {id}.");

    public static ReportDefinition Find(string name) =>
        Catalog.Find(name) ?? throw new ArgumentException($"Expected a report, found {name}.");

    /// <summary>The SQL of a query as the engine gets it by the rule study.</summary>
    public static string Sql(string query) =>
        CountingRules.Resolve(HandmadeLake.Catalog[query].Sql, CountingRule.Study);

    /// <summary>The report; <paramref name="replace"/> may stand another text in for a query or throw.</summary>
    public static async Task<ReportDocument> OfAsync(
        HandmadeLake lake,
        ReportPeriod period,
        Func<string, string>? replace = null,
        string report = Monthly,
        string? site = null
    ) =>
        await Runner(await QueryAsync(lake, replace))
            .MakeAsync(Find(report), new ReportRequest(period, Site: site), CancellationToken.None);

    public static ReportRunner Runner(ReportQuery query) =>
        new(query, Catalog, new FakeTimeProvider(new DateTimeOffset(2026, 10, 3, 9, 30, 0, TimeSpan.Zero)));

    public static async Task<ReportQuery> QueryAsync(HandmadeLake lake, Func<string, string>? replace = null)
    {
        var engine = await lake.OpenAsync();
        var views = new ViewInstaller(engine, HandmadeLake.Catalog, lake.Registry);
        return async (sql, parameters, cancellationToken) =>
        {
            var run = replace?.Invoke(sql) ?? sql;
            await views.PrepareAsync(run, cancellationToken);
            return await engine.QueryAsync(run, parameters, cancellationToken);
        };
    }

    public static ReportTable Table(this ReportDocument document, string name) =>
        CsvTables.Of(document).Single(table => table.Name == name);

    public static ReportPart Part(this ReportDocument document, string name) =>
        document.Parts.Single(part => part.Name == name);

    /// <summary>The rows of a table as a person reads them, cells divided by a bar.</summary>
    public static string[] Rows(this ReportDocument document, string name)
    {
        var table = document.Table(name);
        return
        [
            .. table.Rows.Select(row =>
                string.Join(
                    '|',
                    row.Cells.Select(
                        (cell, i) =>
                            Display.Text(
                                cell,
                                row.IsTotal && cell is string ? ColumnFormat.Text : table.Columns[i].Format
                            )
                    )
                )
            ),
        ];
    }
}
