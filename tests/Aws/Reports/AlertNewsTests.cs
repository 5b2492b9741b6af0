using System.Collections.Immutable;
using System.Text.Json;
using StudyLake.Analytics;
using StudyLake.Aws.Snapshot;
using StudyLake.Tests.Analytics;
using StudyLake.Tests.Aws.Athena;
using StudyLake.Tests.Transform;

namespace StudyLake.Tests.Aws.Reports;

/// <summary>Alerts are told once, and the same invocation tells the same again.</summary>
[Collection(ReportLakeCollection.Name)]
public sealed class AlertNewsTests(SameAnswersTests.Fixture fixture)
{
    private const string Look = """{"make":"alerts"}""";

    [Fact]
    public async Task An_alert_is_told_once()
    {
        await using var bench = await ReportBench.StartAsync(null);
        var first = await bench.InvokeAsync(Look, "1", Lake("a", "b"));
        Assert.Equal((2, 2), Counts(first));
        Assert.Equal(
            "Silent device: CT 1, Hill Clinic: nothing for 9 h (2026-10-01 04:00 UTC)\n"
                + "Silent device: CT 1, Hill Clinic: nothing for 9 h (2026-10-01 04:00 UTC)",
            first.GetProperty("text").GetString()
        );
        Assert.Equal((0, 2), Counts(await bench.InvokeAsync(Look, "2", Lake("a", "b"))));
        var third = await bench.InvokeAsync(Look, "3", Lake("a", "b", "c"));
        Assert.Equal((1, 3), Counts(third));
        Assert.Equal((0, 0), Counts(await bench.InvokeAsync(Look, "4", Lake())));
        // What comes and goes is one alert as long as it is remembered.
        Assert.Equal((0, 1), Counts(await bench.InvokeAsync(Look, "5", Lake("a"))));
        Assert.Empty(bench.Ses.Requests);
    }

    [Fact]
    public async Task The_tables_that_the_snapshot_has_made_are_read_and_none_is_made_besides()
    {
        await using var bench = await ReportBench.StartAsync(null);
        var bucket = bench.With("STUDYLAKE_LAKE_BUCKET", "studylake-lake").S3.Create("studylake-lake");
        var alone = Lake("a");
        await bench.InvokeAsync(Look, "1", alone);
        Assert.Contains("there are no tables made for reports", bench.LogText, StringComparison.Ordinal);
        Assert.Contains(alone.Statements, statement => statement.StartsWith("unload", StringComparison.Ordinal));

        var catalog = HandmadeLake.Catalog;
        var made = new ReportTables
        {
            Number = 1,
            StartedAt = new DateTime(2026, 10, 2, 5, 0, 0, DateTimeKind.Utc),
            // Of no file of the registry, as in the bucket.
            Fingerprint = await ReportTables.FingerprintAsync(catalog, new MemoryLakeStore(), CancellationToken.None),
            Models = [.. ReportModels.Of(catalog).Select(model => model.Name)],
            State = new SnapshotManifest
            {
                Number = 7,
                Fingerprint = "",
                CommittedAt = default,
                CompleteTo = "2026-10-02 04:59:00.000",
                Included = [],
                BaseRun = "000007_20261002045500",
                BaseInstances = 1,
                DeltaInstances = 0,
                Columns = SnapshotModels.Kept.ToImmutableDictionary(
                    model => model,
                    _ => ImmutableArray.Create("study_instance_uid")
                ),
            },
        };
        bucket.Put(
            "snapshot/reports/000001.json",
            JsonSerializer.SerializeToUtf8Bytes(made, SnapshotJson.Default.ReportTables)
        );
        var lake = Lake("a", "b");
        Assert.Equal((1, 2), Counts(await bench.InvokeAsync(Look, "2", lake)));
        var statement = Assert.Single(lake.Statements);
        Assert.Contains("snapshot_000001_20261002050000_reports_", statement, StringComparison.Ordinal);

        // Of another registry they are not read.
        bucket.Put("registry/institutions/institutions.csv", "\"institution_name\"\n"u8.ToArray());
        var changed = Lake("a", "b");
        await bench.InvokeAsync(Look, "3", changed);
        Assert.Contains(changed.Statements, item => item.StartsWith("unload", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_repeated_invocation_gives_the_same_answer_whatever_ran_between()
    {
        await using var bench = await ReportBench.StartAsync(null);
        var first = await bench.InvokeAsync(Look, "1", Lake("a"));
        await bench.InvokeAsync(Look, "2", Lake("a", "b"));
        var again = await bench.InvokeAsync(Look, "1", Lake("a"));
        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal((1, 2), Counts(await bench.InvokeAsync(Look, "2", Lake("a", "b"))));
    }

    [Fact]
    public async Task Of_two_at_once_one_tells()
    {
        await using var bench = await ReportBench.StartAsync(null);
        using var both = new Barrier(2);
        var writes = 0;
        bench.S3.OnRequest = request =>
        {
            if (request.Method == "PUT" && Interlocked.Increment(ref writes) <= 2)
                both.SignalAndWait(TimeSpan.FromMinutes(1));
        };
        var answers = await Task.WhenAll(
            bench.InvokeAsync(Look, "1", Lake("a")),
            bench.InvokeAsync(Look, "2", Lake("a"))
        );
        Assert.Equal(1, answers.Sum(answer => answer.GetProperty("news").GetInt32()));
    }

    [Fact]
    public async Task Many_alerts_and_hostile_names_stay_within_what_a_notification_takes()
    {
        await using var bench = await ReportBench.StartAsync(null);
        var lake = new FixedLake([
            .. Enumerable.Range(0, 5_000).Select(i => Row($"{i:D4}", new string('x', 9_000) + "\n")),
        ]);
        var answer = await bench.InvokeAsync(Look, "1", lake);
        Assert.Equal((5_000, 5_000), Counts(answer));
        Assert.Equal(101, answer.GetProperty("lines").GetArrayLength());
        var text = answer.GetProperty("text").GetString() ?? "";
        Assert.EndsWith("… and 4,900 more", text, StringComparison.Ordinal);
        // EventBridge takes 256 kB; the answer says everything twice.
        Assert.InRange(answer.GetRawText().Length, 0, 250_000);
        var hostile = await bench.InvokeAsync(
            Look,
            "2",
            new FixedLake([Row("h", "CT\r\nSilent device: forged\u202E")])
        );
        Assert.DoesNotContain('\n', hostile.GetProperty("text").GetString() ?? "\n");
        Assert.DoesNotContain('\u202E', hostile.GetProperty("text").GetString() ?? "\u202E");
        Assert.DoesNotContain("forged", bench.LogText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_query_runs_over_the_views_on_Athena()
    {
        await using var bench = await ReportBench.StartAsync(fixture.Athena.Service);
        await using var direct = await fixture.DirectAsync(
            "select count(*) as open_count from alerts where is_open",
            []
        );
        var open = (await direct.ToArrayAsync(CancellationToken.None))[0][0];
        var answer = await bench.InvokeAsync(Look, "alerts-1");
        Assert.Equal(open, (long)answer.GetProperty("open").GetInt32());
        Assert.Equal(open, (long)answer.GetProperty("news").GetInt32());
    }

    private static (int News, int Open) Counts(JsonElement answer) =>
        (answer.GetProperty("news").GetInt32(), answer.GetProperty("open").GetInt32());

    private static FixedLake Lake(params string[] ids) => new([.. ids.Select(id => Row(id, "CT 1"))]);

    private static ImmutableArray<object?> Row(string id, string name) =>
        [
            id,
            "silent_device",
            name,
            "Hill Clinic",
            "nothing for 9 h",
            new DateTime(2026, 10, 1, 4, 0, 0, DateTimeKind.Utc),
        ];

    /// <summary>Answers every question with these alerts.</summary>
    private sealed class FixedLake(ImmutableArray<ImmutableArray<object?>> rows) : IQueryEngine
    {
        public List<string> Statements { get; } = [];

        // Of tables of the run, which tell nothing.
        public Task ExecuteAsync(string statement, CancellationToken cancellationToken)
        {
            Statements.Add(statement);
            return Task.CompletedTask;
        }

        public Task<QueryResult> QueryAsync(
            string query,
            IReadOnlyList<object?> parameters,
            CancellationToken cancellationToken
        )
        {
            Statements.Add(query);
            return Task.FromResult(QueryResult.Of([], rows));
        }
    }
}
