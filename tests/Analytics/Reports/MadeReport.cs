using Microsoft.Extensions.Time.Testing;
using StudyLake.Analytics;
using StudyLake.Analytics.Rendering;
using StudyLake.Analytics.Volume;

namespace StudyLake.Tests.Analytics.Reports;

/// <summary>Makes the volume report of a lake made by hand, with a clock that stands still, and looks into it.</summary>
internal static class MadeReport
{
    public static readonly DateOnly September = new(2026, 9, 1);

    private static readonly Lazy<Task<ReportDocument>> Ten = new(async () =>
    {
        await using var lake = TenStudies.Lake();
        return await OfAsync(lake, September);
    });

    /// <summary>The report of September 2026 over <see cref="TenStudies"/>, made once for all tests.</summary>
    public static Task<ReportDocument> TenStudiesAsync() => Ten.Value;

    /// <summary>The report; <paramref name="replace"/> may stand another text in for a query or throw.</summary>
    public static async Task<ReportDocument> OfAsync(
        HandmadeLake lake,
        DateOnly month,
        Func<string, string>? replace = null
    ) => await Report(await QueryAsync(lake, replace)).MakeAsync(month, CancellationToken.None);

    public static VolumeReport Report(ReportQuery query) =>
        new(
            query,
            HandmadeLake.Catalog,
            new FakeTimeProvider(new DateTimeOffset(2026, 10, 3, 9, 30, 0, TimeSpan.Zero))
        );

    public static async Task<ReportQuery> QueryAsync(HandmadeLake lake, Func<string, string>? replace = null)
    {
        var engine = await lake.OpenAsync();
        var views = new ViewInstaller(engine, HandmadeLake.Catalog, lake.Registry);
        return async (sql, parameters, cancellationToken) =>
        {
            var run = replace?.Invoke(sql) ?? sql;
            await views.PrepareAsync(run, cancellationToken);
            return await engine.QueryAsync(run, run == sql ? parameters : [], cancellationToken);
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
