using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using StudyLake.Analytics;
using StudyLake.Analytics.Rendering;
using StudyLake.Analytics.Reporting;
using StudyLake.Aws.Athena;
using StudyLake.Aws.Snapshot;
using StudyLake.Tests.Analytics;
using StudyLake.Tests.Analytics.Reports;
using StudyLake.Tests.Aws.Reports;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.Athena;

/// <summary>
/// Reports over tables that are computed once a run. Of the models that say <c>table</c> the lake has only those of the
/// snapshot: every other one fails as soon as it is read by its own name, so that nothing can be read twice unseen.
/// </summary>
public sealed partial class RunTablesTests(RunTablesTests.Fixture fixture, ITestOutputHelper output)
    : IClassFixture<RunTablesTests.Fixture>
{
    private const string Payload = """{"report":"corrections","period":"2026-09"}""";

    private static readonly ReportCatalog Catalog = MadeReport.Catalog;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 10, 2, 6, 10, 0, TimeSpan.Zero));

    private AthenaStandIn Service => fixture.Athena.Service;

    public static TheoryData<string> Reports => [.. Catalog.Reports.Select(report => report.Report)];

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task A_report_is_the_one_that_DuckDB_gives_and_makes_each_table_once(string name)
    {
        var report = MadeReport.Find(name);
        var request = new ReportRequest(ReportPeriod.Containing(report.Period, new DateOnly(2026, 9, 10)));
        var before = Service.Executions.Count;
        var tables = Open(name);
        var document = await new ReportRunner(tables.QueryAsync, Catalog, _time).MakeAsync(
            report,
            request,
            CancellationToken.None
        );
        await tables.DropAsync(CancellationToken.None);

        var expected = await new ReportRunner(
            (sql, parameters, _) => fixture.Lake.DirectAsync(sql, [.. parameters]),
            Catalog,
            _time
        ).MakeAsync(report, request, CancellationToken.None);
        Assert.Empty(expected.Failures);
        Assert.Equal(Text(expected), Text(document));

        var made = Unloaded(before);
        Assert.NotEmpty(made);
        Assert.Equal(made.Distinct(), made);
        Assert.Equal(made.Order(), Created(before).Select(Model).Order());
        output.WriteLine($"{name}: {made.Length} tables, {Service.Executions.Count - before} statements");
        Assert.Empty(await LeftAsync());
        // Athena takes no longer statement: 262,144 bytes.
        Assert.InRange(Service.Executions.Max(item => Encoding.UTF8.GetByteCount(item.Statement)), 1, 262_144);
    }

    [Fact]
    public async Task A_run_of_several_reports_makes_each_table_once()
    {
        await using var bench = await ReportBench.StartAsync(Service);
        var before = Service.Executions.Count;
        // Corrections, devices and the volumes of September and of the week before are due.
        var answer = await bench.InvokeAsync("""{"scheduled_at":"2026-10-02T06:00:00Z"}""", "several");
        Assert.True(answer.GetProperty("news").GetInt32() > 2);
        Assert.DoesNotContain("tables of the run are left", bench.LogText, StringComparison.Ordinal);
        var made = Unloaded(before);
        Assert.Contains("devices", made);
        Assert.Equal(made.Distinct(), made);
        Assert.Empty(await LeftAsync());
    }

    // At the n-th statement: among the first tables, and among the last.
    [Theory]
    [InlineData(20)]
    [InlineData(35)]
    public async Task After_a_failure_no_table_is_left(int from)
    {
        await using var bench = await ReportBench.StartAsync(Service);
        var before = Service.Executions.Count;
        var starts = 0;
        Service.Fault = (operation, _) =>
            operation == "StartQueryExecution" && ++starts == from ? AthenaFault.Failed : AthenaFault.None;
        try
        {
            await Assert.ThrowsAnyAsync<Exception>(() => bench.InvokeAsync(Payload, $"failing at {from}"));
        }
        finally
        {
            Service.Fault = static (_, _) => AthenaFault.None;
        }
        Assert.NotEmpty(Created(before));
        Assert.Empty(await LeftAsync());
    }

    [Fact]
    public async Task After_a_cancellation_no_table_is_left()
    {
        var before = Service.Executions.Count;
        using var cancellation = new CancellationTokenSource();
        var works = 0;
        Service.Before = async cancel =>
        {
            if (++works == 20)
                await cancellation.CancelAsync();
            if (works >= 20)
                await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
        };
        var tables = Open("cancelled");
        try
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                new ReportRunner(tables.QueryAsync, Catalog, _time).MakeAsync(
                    MadeReport.Find("corrections"),
                    new ReportRequest(MadeReport.September),
                    cancellation.Token
                )
            );
        }
        finally
        {
            Service.Before = static _ => Task.CompletedTask;
        }
        Assert.NotEmpty(Created(before));
        Assert.NotEmpty(await LeftAsync());
        await tables.DropAsync(CancellationToken.None);
        Assert.Empty(await LeftAsync());
    }

    [Fact]
    public async Task Two_runs_at_one_time_have_tables_of_their_own()
    {
        const string query = "select count(*) as n from devices";
        // The same invocation twice, at the same moment: nothing but the runs themselves tells them apart.
        var (first, second) = (Open("same"), Open("same"));
        var (one, other) = (await RowsAsync(first, query), await RowsAsync(second, query));
        Assert.Equal(one, other);
        var left = await LeftAsync();
        Assert.Equal(2, left.Count(name => Model(name) == "devices"));
        await first.DropAsync(CancellationToken.None);
        Assert.Equal(left.Length / 2, (await LeftAsync()).Length);
        Assert.Equal(one, await RowsAsync(second, query));
        await second.DropAsync(CancellationToken.None);
        Assert.Empty(await LeftAsync());
    }

    [Fact]
    public async Task What_a_dead_run_left_is_dropped_by_a_run_more_than_an_hour_later()
    {
        const string query = "select count(*) as n from devices";
        await RowsAsync(Open("dead"), query);
        var left = await LeftAsync();
        Assert.NotEmpty(left);

        _time.Advance(TimeSpan.FromHours(1));
        var early = Open("early");
        await RowsAsync(early, query);
        await early.DropAsync(CancellationToken.None);
        Assert.Equal(left, await LeftAsync());

        _time.Advance(TimeSpan.FromSeconds(1));
        var later = Open("later");
        await RowsAsync(later, query);
        await later.DropAsync(CancellationToken.None);
        Assert.Empty(await LeftAsync());
    }

    [Fact]
    public async Task A_table_that_fails_is_tried_twice_and_no_more()
    {
        var tables = Open("refused");
        var before = Service.Executions.Count;
        Service.ScanLimit = 0;
        try
        {
            for (var i = 0; i < 4; i++)
            {
                var failure = await Assert.ThrowsAsync<QueryException>(() =>
                    RowsAsync(tables, "select count(*) as n from stg_event_days")
                );
                Assert.StartsWith("stg_event_days: Expected a query within the scan limit", failure.Message);
            }
        }
        finally
        {
            Service.ScanLimit = null;
        }
        Assert.Equal(["stg_event_days", "stg_event_days"], Unloaded(before));
        // Where the reason has passed, a second attempt writes to another folder.
        var again = Open("passing");
        Service.ScanLimit = 0;
        await Assert.ThrowsAsync<QueryException>(() => RowsAsync(again, "select count(*) as n from stg_event_days"));
        Service.ScanLimit = null;
        Assert.Single(await RowsAsync(again, "select count(*) as n from stg_event_days"));
        await again.DropAsync(CancellationToken.None);
        Assert.Empty(await LeftAsync());
    }

    [Fact]
    public async Task Without_a_snapshot_its_tables_are_made_too()
    {
        var tables = Open("no snapshot", hasSnapshot: false);
        var before = Service.Executions.Count;
        var rows = await RowsAsync(tables, "select count(*) as n from studies");
        await using var expected = await fixture.Lake.DirectAsync("select count(*) as n from studies", []);
        Assert.Equal((await expected.ToArrayAsync(CancellationToken.None))[0][0], rows[0][0]);
        Assert.Subset(Unloaded(before).ToHashSet(), new HashSet<string> { "instances", "series", "studies" });
        await tables.DropAsync(CancellationToken.None);
        Assert.Empty(await LeftAsync());
    }

    [Fact]
    public async Task A_query_of_stored_tables_alone_makes_none_and_asks_for_none_that_are_left()
    {
        var tables = Open("plain");
        var before = Service.Executions.Count;
        await RowsAsync(tables, "select count(*) as n from studies");
        await tables.DropAsync(CancellationToken.None);
        Assert.Single(Service.Executions.Skip(before));
    }

    private RunTables Open(string run, bool hasSnapshot = true) =>
        new(
            fixture.Athena.Open(run),
            HandmadeLake.Catalog,
            new RunTableOptions
            {
                Database = AthenaStandIn.Database,
                Bucket = ReportBench.Bucket,
                Given = ModelSource.OfOwnNames(hasSnapshot ? SnapshotModels.Kept : []).ToImmutableDictionary(),
            },
            _time
        );

    private static async Task<object?[][]> RowsAsync(RunTables tables, string query)
    {
        await using var result = await tables.QueryAsync(query, [], CancellationToken.None);
        return [.. (await result.ToArrayAsync(CancellationToken.None)).Select(row => row.ToArray())];
    }

    private async Task<string[]> LeftAsync()
    {
        // A run of its own each time, or the answer would be the first one's.
        var rows = await AthenaBench.RowsAsync(
            fixture.Athena.Open($"look {Service.Executions.Count}"),
            $"select table_name from information_schema.tables where table_name like '{RunTables.Prefix}%' order by 1"
        );
        return [.. rows.Select(row => (string)row[0]!)];
    }

    private string[] Unloaded(int before) => Matches(before, UnloadedModel());

    private string[] Created(int before) => Matches(before, CreatedTable());

    private string[] Matches(int before, Regex words) =>
        [
            .. Service
                .Executions.Skip(before)
                .Select(item => words.Match(item.Statement))
                .Where(match => match.Success)
                .Select(match => match.Groups[1].Value),
        ];

    // report_run_20261002t061000_0a1b2c3d_exam_times
    private static string Model(string table) => string.Join('_', table.Split('_').Skip(4));

    private static string Text(ReportDocument document) => Encoding.UTF8.GetString(ReportJson.Render(document));

    [GeneratedRegex("^to 's3://[^/]+/athena/tables/[^/]+/([^/]+)/[01]/'$", RegexOptions.Multiline)]
    private static partial Regex UnloadedModel();

    [GeneratedRegex("^create external table if not exists (report_run_[0-9a-z_]+) ")]
    private static partial Regex CreatedTable();

    /// <summary>The lake of ten studies, in which no model that says table can be read but those of the snapshot.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        internal SameAnswersTests.Fixture Lake { get; } = new();

        internal AthenaBench Athena => Lake.Athena;

        public async ValueTask InitializeAsync()
        {
            await Lake.InitializeAsync();
            Athena.Service.IsComputedOnce = SnapshotModels.Kept.Contains;
            foreach (
                var model in HandmadeLake.Catalog.Views.Where(model =>
                    model.Description.IsTable && !SnapshotModels.Kept.Contains(model.Name)
                )
            )
                await Athena.Engine.ExecuteAsync(
                    $"create or replace view {model.Name} as\nselect 1 as nothing where error('read by its own name') is null",
                    CancellationToken.None
                );
        }

        public ValueTask DisposeAsync() => Lake.DisposeAsync();
    }
}
