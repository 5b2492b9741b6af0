using System.Text;
using StudyLake.Analytics;
using StudyLake.Analytics.Rendering;
using StudyLake.Analytics.Reporting;
using StudyLake.Aws.Athena;
using StudyLake.Aws.Snapshot;
using StudyLake.Events.Lake;
using StudyLake.Tests.Analytics;
using StudyLake.Tests.Analytics.Reports;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.Snapshot;

/// <summary>Tables that the snapshot makes for reports: what reports say from them, and when they are made and go.</summary>
public sealed class ReportTablesTests(ITestOutputHelper output)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reports_over_them_are_those_of_the_state_of_the_snapshot_whatever_has_come_since()
    {
        await using var bench = await StartAsync();
        var made = Assert.Single(await ReportTables.Manifests.ReadAllAsync(bench.Store, Cancellation));
        Assert.Equal(ReportModels.Of(HandmadeLake.Catalog).Select(model => model.Name).Order(), made.Models.Order());
        // The latest event of the ten studies.
        Assert.Equal("2026-10-01 08:00:01", made.State.CompleteTo);
        await using var before = TenStudies.Lake();
        string[] reports = ["volume-monthly", "corrections", "quality"];
        var expected = new List<string>();
        foreach (var report in reports)
            expected.Add(Text(await MadeReport.OfAsync(before, MadeReport.September, report: report)));

        // Since then an exam of September has come, with images of a study that the snapshot has.
        bench.Lake.Add(Late("later", "7"));
        bench.Lake.Add(Late("ct", "8"));
        // With the accounts of the segment that brought them and of the run that found them.
        bench.Lake.Add(
            LakeTables.TransformBatches,
            "2026-10-04",
            Row.Of(
                ("batch_name", "second"),
                ("batch_status", "transformed"),
                ("line_count", 2),
                ("event_count", 2),
                ("first_recorded_at", "2026-10-04 08:00:00+00"),
                ("last_recorded_at", "2026-10-04 08:00:00+00")
            )
        );
        bench.Lake.Add(
            LakeTables.IngestRuns,
            "2026-10-04",
            Row.Of(
                ("run_id", "20261004 hospital"),
                ("source", "hospital"),
                ("run_status", "complete"),
                ("objects_seen", 100),
                ("changes_noticed", 2),
                ("stored_count", 2),
                ("rejected_count", 0),
                ("removed_count", 0),
                ("superseded_count", 0),
                ("failed_count", 0),
                ("started_at", "2026-10-04 07:00:00+00"),
                ("ended_at", "2026-10-04 08:00:01+00")
            )
        );
        await bench.WriteAsync("second");
        var started = bench.Athena.Service.Executions.Count;
        var found = await ReportsAsync(bench, made, reports);
        Assert.Equal(expected, found);
        // No run made a table of its own.
        Assert.DoesNotContain(
            bench.Athena.Service.Executions.Skip(started),
            execution => execution.Statement.StartsWith("unload", StringComparison.Ordinal)
        );
        output.WriteLine($"{made.Models.Length} tables, {bench.Athena.Service.Executions.Count - started} queries");

        // Another build alone replaces no table that a report reads, and is not read by reports.
        Assert.Equal(SnapshotBuildKind.Added, (await bench.BuildAsync()).Kind);
        Assert.Equal(ReportTablesKind.UpToDate, (await bench.MakeTablesAsync()).Kind);
        Assert.Equal(expected, await ReportsAsync(bench, made, reports));

        // By five in the morning of the next day they are old enough.
        bench.Clock.SetUtcNow(new DateTimeOffset(2026, 10, 9, 4, 59, 0, TimeSpan.Zero));
        Assert.Equal(ReportTablesKind.UpToDate, (await bench.MakeTablesAsync()).Kind);
        bench.Clock.SetUtcNow(new DateTimeOffset(2026, 10, 9, 5, 0, 0, TimeSpan.Zero));
        Assert.Equal(ReportTablesKind.Made, (await bench.MakeTablesAsync()).Kind);
        var next = (await ReportTables.Manifests.ReadAllAsync(bench.Store, Cancellation))[^1];
        Assert.Equal("2026-10-04 08:00:00", next.State.CompleteTo);
        Assert.Equal(
            [7L],
            (await RowsAsync(Run(bench, next), "select count(*) from exams where exam_date is not null"))[0]
        );
        Assert.Equal(
            [6L],
            (await RowsAsync(Run(bench, made), "select count(*) from exams where exam_date is not null"))[0]
        );

        // What they replaced stays for the grace, and goes with its tables then.
        await bench.BuildAsync();
        Assert.Contains(made.Run, await FoldersAsync(bench));
        bench.Clock.Advance(TimeSpan.FromHours(2));
        await bench.BuildAsync();
        var folders = await FoldersAsync(bench);
        Assert.DoesNotContain(made.Run, folders);
        Assert.Subset(folders.ToHashSet(), next.Runs.ToHashSet());
        Assert.Contains(SnapshotSql.TableOf(made.Run, "stg_event_days"), bench.Athena.Service.Dropped);

        // Of another registry they are nobody's.
        Assert.NotNull(await ReportTables.ValidAsync(HandmadeLake.Catalog, bench.Store, Cancellation));
        bench.LakeBucket.Put("registry/institutions/institutions.csv", "\"institution_name\"\n"u8.ToArray());
        Assert.Null(await ReportTables.ValidAsync(HandmadeLake.Catalog, bench.Store, Cancellation));
    }

    [Fact]
    public async Task A_making_that_dies_is_gone_on_with_and_one_that_fails_leaves_out_what_fails()
    {
        await using var bench = await StartAsync();
        var before = bench.Athena.Service.Executions.Count;
        var last = Assert.Single(await ReportTables.Manifests.ReadAllAsync(bench.Store, Cancellation));
        // Three times a process ends, before or after Athena has got its statement; the next goes on.
        foreach (var (at, isSent) in ((int, bool)[])[(1, true), (9, false), (20, true)])
        {
            var calls = 0;
            await Assert.ThrowsAsync<ProcessDiedException>(() =>
                bench.MakeTablesAsync(isAsked: true, engine => new DyingEngine(engine, () => ++calls == at, isSent))
            );
            Assert.NotNull(await ReportTables.BegunAsync(bench.Store, Cancellation));
            // Until the commit reports have the tables of before.
            Assert.Equal(
                last.Run,
                (await ReportTables.ValidAsync(HandmadeLake.Catalog, bench.Store, Cancellation))?.Run
            );
        }
        Assert.Equal(ReportTablesKind.Made, (await bench.MakeTablesAsync()).Kind);
        var unloads = bench
            .Athena.Service.Executions.Skip(before)
            .Where(execution => execution.Statement.StartsWith("unload", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(last.Models.Length, unloads.Count);

        // Athena refuses one statement: what it would make, and what reads that, is left out; the rest stands.
        var failed = await bench.MakeTablesAsync(
            isAsked: true,
            engine => new RefusingEngine(engine, "/stg_event_days/all/'")
        );
        Assert.Equal(ReportTablesKind.Made, failed.Kind);
        Assert.Contains("stg_event_days", failed.Failed);
        var partial = (await ReportTables.Manifests.ReadAllAsync(bench.Store, Cancellation))[^1];
        Assert.Equal(last.Models.Order(), partial.Models.Concat(failed.Failed).Order());
        Assert.NotEmpty(partial.Models);
        // A run makes what is missing, and no more.
        var run = Run(bench, partial);
        var started = bench.Athena.Service.Executions.Count;
        Assert.NotEmpty(await RowsAsync(run, "select * from stg_event_days"));
        Assert.Single(
            bench.Athena.Service.Executions.Skip(started),
            execution => execution.Statement.StartsWith("unload", StringComparison.Ordinal)
        );

        // An outage is nobody's fault: it ends the making, and the next begins anew.
        var outage = 0;
        await Assert.ThrowsAsync<QueryException>(() =>
            bench.MakeTablesAsync(
                isAsked: true,
                engine => new DyingEngine(
                    engine,
                    () => ++outage == 3,
                    isSent: false,
                    new QueryException("unreachable", new HttpRequestException())
                )
            )
        );
        Assert.Null(await ReportTables.BegunAsync(bench.Store, Cancellation));
    }

    [Fact]
    public void No_table_shows_free_text()
    {
        var catalog = HandmadeLake.Catalog;
        var models = ReportModels.Of(catalog);
        Assert.Contains(models, model => model.Name == "stg_event_days");
        Assert.DoesNotContain(models, model => model.Description.IsKept);
        // These two count texts or name them by the registry, in columns that somebody has looked at.
        Assert.Equal(
            [
                ("described_studies", "study_instance_uid exam_name"),
                (
                    "protocol_repeats",
                    "exam_id device_key primary_modality site_name protocol_count repeat_count exam_date"
                ),
            ],
            models
                .Where(model => catalog.Behind(model.Name).Any(behind => behind.References.Contains("raw_study_text")))
                .Select(model =>
                    (model.Name, string.Join(' ', model.Description.Columns.Select(column => column.Name)))
                )
                .Order()
        );
    }

    private static async Task<SnapshotBench> StartAsync()
    {
        var bench = await SnapshotBench.StartAsync(TenStudies.Lake());
        await bench.WriteAsync("first");
        Assert.Equal(ReportTablesKind.Nothing, (await bench.MakeTablesAsync()).Kind);
        Assert.Equal(SnapshotBuildKind.Whole, (await bench.BuildAsync()).Kind);
        var made = await bench.MakeTablesAsync();
        Assert.Equal(ReportTablesKind.Made, made.Kind);
        Assert.Empty(made.Failed);
        return bench;
    }

    private static Row Late(string study, string number) =>
        Row.Stored($"{study}.late.{number}", "2", $"{study}.a.{number}")
            .With(
                ("modality", "CT"),
                ("study_date", "2026-09-29"),
                ("recorded_at", "2026-10-04 08:00:00+00"),
                ("occurred_at", "2026-10-04 08:00:00+00")
            );

    private static RunTables Run(SnapshotBench bench, ReportTables tables) =>
        new(
            bench.Athena.Open($"run {bench.Athena.Service.Executions.Count}"),
            HandmadeLake.Catalog,
            new RunTableOptions
            {
                Database = AthenaStandIn.Database,
                Bucket = "results",
                Given = tables.Sources,
            },
            bench.Clock
        );

    private static async Task<List<string>> ReportsAsync(SnapshotBench bench, ReportTables tables, string[] reports)
    {
        var run = Run(bench, tables);
        var found = new List<string>();
        foreach (var report in reports)
            found.Add(
                Text(
                    await MadeReport
                        .Runner(run.QueryAsync)
                        .MakeAsync(
                            MadeReport.Find(report),
                            new ReportRequest(MadeReport.September),
                            CancellationToken.None
                        )
                )
            );
        return found;
    }

    private static async Task<object?[][]> RowsAsync(RunTables tables, string query)
    {
        await using var result = await tables.QueryAsync(query, [], Cancellation);
        return [.. (await result.ToArrayAsync(Cancellation)).Select(row => row.ToArray())];
    }

    private static async Task<List<string>> FoldersAsync(SnapshotBench bench) =>
        [
            .. (await bench.Store.ListFoldersAsync("snapshot", Cancellation).ToListAsync(Cancellation)).Select(folder =>
                folder["snapshot/".Length..]
            ),
        ];

    private static string Text(ReportDocument document) => Encoding.UTF8.GetString(ReportJson.Render(document));

    /// <summary>An engine that refuses statements with one of these words.</summary>
    private sealed class RefusingEngine(IQueryEngine engine, params string[] words) : IQueryEngine
    {
        public Task ExecuteAsync(string statement, CancellationToken cancellationToken) =>
            words.Any(word => statement.Contains(word, StringComparison.Ordinal))
                ? throw new QueryException("Query exhausted resources at this scale factor")
                : engine.ExecuteAsync(statement, cancellationToken);

        public Task<QueryResult> QueryAsync(
            string query,
            IReadOnlyList<object?> parameters,
            CancellationToken cancellationToken
        ) => engine.QueryAsync(query, parameters, cancellationToken);
    }
}
