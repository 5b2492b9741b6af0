using StudyLake.Analytics;
using StudyLake.Aws.Athena;
using StudyLake.Events;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.Athena;

public sealed class AthenaEngineTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Values_come_typed_and_empty_texts_are_not_null()
    {
        await using var bench = await AthenaBench.StartAsync();
        await using var result = await bench.Engine.QueryAsync(
            """
            select 'a' as text, '' as nothing, cast(null as varchar) as missing, cast(7 as integer) as whole,
                cast(9223372036854775807 as bigint) as big, cast(0.1 as double) as share, cast(1 as double) as one,
                true as truth, date '2026-10-01' as day, timestamp '2026-10-01 08:00:00.250' as at
            """,
            [],
            None
        );
        Assert.Equal(
            [
                ColumnType.Text,
                ColumnType.Text,
                ColumnType.Text,
                ColumnType.Integer,
                ColumnType.Bigint,
                ColumnType.Double,
                ColumnType.Double,
                ColumnType.Boolean,
                ColumnType.Date,
                ColumnType.Timestamp,
            ],
            result.Columns.Select(column => column.Type)
        );
        Assert.Equal("text", result.Columns[0].Name);
        Assert.Equal(
            [
                "a",
                "",
                null,
                7,
                long.MaxValue,
                0.1,
                1.0,
                true,
                new DateOnly(2026, 10, 1),
                new DateTime(2026, 10, 1, 8, 0, 0, 250),
            ],
            Assert.Single(await result.ToArrayAsync(None))
        );
    }

    [Theory]
    [InlineData("it's")]
    [InlineData("'); drop view raw_study_events; --")]
    [InlineData("a?b")]
    [InlineData("? '' ?")]
    [InlineData("\\' or 1=1 --")]
    [InlineData("頭部\n/* */")]
    [InlineData("")]
    public async Task A_text_parameter_is_a_value_and_never_a_part_of_the_statement(string text)
    {
        await using var bench = await AthenaBench.StartAsync();
        var rows = await bench.RowsAsync("select ? as given, '?' as kept -- ? not this", text);
        Assert.Equal([text, "?"], Assert.Single(rows));
    }

    [Fact]
    public async Task Every_type_of_parameter_keeps_its_value()
    {
        await using var bench = await AthenaBench.StartAsync();
        var rows = await bench.RowsAsync(
            "select ?, cast(? as bigint), ?, ?, cast(? as varchar), ?, ?, ?",
            -7,
            long.MinValue + 1,
            1.5,
            -1e-300,
            null,
            true,
            new DateOnly(2026, 2, 28),
            double.NegativeInfinity
        );
        Assert.Equal(
            [-7, long.MinValue + 1, 1.5, -1e-300, null, true, new DateOnly(2026, 2, 28), double.NegativeInfinity],
            Assert.Single(rows)
        );
        Assert.Equal(
            [
                "-7",
                "-9223372036854775807",
                "1.5E0",
                "-1E-300",
                "null",
                "true",
                "date '2026-02-28'",
                "cast('-Infinity' as double)",
            ],
            bench.Service.Executions[0].Parameters
        );
    }

    [Fact]
    public async Task A_parameter_that_Athena_would_refuse_is_refused_before()
    {
        await using var bench = await AthenaBench.StartAsync();
        var tooLong = await FailureAsync(bench, "select ?", new string('x', 1023));
        Assert.Equal("Expected at most 1024 characters as parameter 1, found 1025.", tooLong);
        Assert.Equal(
            "Expected text, a number, a boolean or a date as parameter 1, found Object.",
            await FailureAsync(bench, "select ?", new object())
        );
        Assert.Equal(0, bench.Service.Calls("StartQueryExecution"));
        await bench.RowsAsync("select ?", new string('x', 1022));
        Assert.Contains(
            "expected 2 but found 1",
            await FailureAsync(bench, "select ?, ?", 1),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("copy (select 1) to 'x.parquet'")]
    [InlineData("create table t as select 1")]
    [InlineData("drop view raw_study_events")]
    [InlineData("insert into t select 1")]
    [InlineData("unload (select 1) to 's3://x/'")]
    [InlineData("select 1; select 2")]
    [InlineData("select 1; drop view raw_study_events")]
    [InlineData("/* select */ delete from t")]
    [InlineData("-- select\ndrop view v")]
    [InlineData("explain analyze select 1")]
    [InlineData("")]
    [InlineData(";")]
    public async Task A_query_that_is_not_one_select_is_never_sent(string query)
    {
        await using var bench = await AthenaBench.StartAsync();
        Assert.StartsWith("Expected one select", await FailureAsync(bench, query), StringComparison.Ordinal);
        Assert.Equal(0, bench.Service.Calls("StartQueryExecution"));
    }

    [Theory]
    [InlineData("select 1;\n")]
    [InlineData("-- why; not\nselect 1")]
    [InlineData("with x as (select 1 as a) select a from x")]
    [InlineData("(select 1)")]
    [InlineData("SELECT ';' ")]
    [InlineData("values (1)")]
    public async Task Every_form_of_a_select_is_sent(string query)
    {
        await using var bench = await AthenaBench.StartAsync();
        Assert.Single(await bench.RowsAsync(query));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(998)]
    [InlineData(999)]
    [InlineData(1000)]
    [InlineData(2500)]
    public async Task Rows_come_page_by_page_and_only_the_first_page_begins_with_names(int count)
    {
        await using var bench = await AthenaBench.StartAsync();
        var rows = await bench.RowsAsync($"select x from range({count}) as t (x) order by x");
        Assert.Equal(Enumerable.Range(0, count).Select(x => (object)(long)x), rows.Select(row => row[0]));
        // A page has 1,000 rows, of which the names take one.
        Assert.Equal((count + 1 + 999) / 1000, bench.Service.Calls("GetQueryResults"));
    }

    [Fact]
    public async Task A_failure_shows_the_place_in_the_statement()
    {
        await using var bench = await AthenaBench.StartAsync();
        var message = await FailureAsync(bench, "select\n    dt,\n    nope\nfrom raw_study_events");
        Assert.StartsWith("SYNTAX_ERROR: line 3:5: ", message, StringComparison.Ordinal);
        Assert.EndsWith("\n    nope\n    ^", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Execution ID", message, StringComparison.Ordinal);
        Assert.Equal("FAILED", Assert.Single(bench.Ended).State);
    }

    [Fact]
    public async Task A_query_beyond_the_scan_limit_says_so()
    {
        await using var lake = Analytics.TenStudies.Lake();
        await lake.OpenAsync();
        await using var bench = await AthenaBench.StartAsync(lake.Folder);
        bench.Service.ScanLimit = 100;
        var size = new DirectoryInfo(Path.Combine(lake.Folder, "study_events"))
            .EnumerateFiles("*.parquet", SearchOption.AllDirectories)
            .Sum(file => file.Length);
        Assert.Equal(
            $"Expected a query within the scan limit of workgroup studylake, found it stopped after {size} bytes. "
                + "Filter on dt, or raise the limit.",
            await FailureAsync(bench, "select count(*) from raw_study_events")
        );
        bench.Service.ScanLimit = size;
        Assert.Single(await bench.RowsAsync("select count(*) from raw_study_events"));
        Assert.Equal(
            [("CANCELLED", size), ("SUCCEEDED", size)],
            bench.Ended.Select(x => (x.State, x.ScannedBytes ?? 0))
        );
        Assert.Equal(TimeSpan.FromMilliseconds(7), bench.Ended[1].EngineTime);
    }

    [Fact]
    public async Task Polls_grow_apart()
    {
        await using var bench = await AthenaBench.StartAsync();
        var polls = 0;
        var done = new TaskCompletionSource();
        bench.Service.Before = _ => done.Task;
        bench.Service.Fault = (operation, _) =>
        {
            if (operation == "GetQueryExecution" && ++polls == 10)
                done.SetResult();
            return AthenaFault.None;
        };
        await bench.RowsAsync("select 1");
        Assert.Equal(
            [100, 150, 225, 337, 506, 759, 1139, 1708, 2000, 2000],
            bench.Time.Waits.Take(10).Select(wait => wait.TotalMilliseconds)
        );
    }

    [Fact]
    public async Task Cancelling_stops_the_query_on_Athena()
    {
        await using var bench = await AthenaBench.StartAsync();
        using var cancel = new CancellationTokenSource();
        bench.Service.Before = async token =>
        {
            await cancel.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            bench.Engine.QueryAsync("select 1", [], cancel.Token)
        );
        var execution = Assert.Single(bench.Service.Executions);
        await execution.Work;
        Assert.Equal("CANCELLED", execution.End);
    }

    [Fact]
    public async Task A_statement_whose_answer_was_lost_is_started_once()
    {
        await using var bench = await AthenaBench.StartAsync();
        bench.Service.Fault = (operation, call) =>
            operation == "StartQueryExecution" && call == 1 ? AthenaFault.DoneThenSilent : AthenaFault.None;
        Assert.Single(await bench.RowsAsync("select 1"));
        Assert.Equal(2, bench.Service.Calls("StartQueryExecution"));
        Assert.Single(bench.Service.Executions);
    }

    [Fact]
    public async Task A_run_repeated_pays_for_nothing_twice_and_another_run_starts_anew()
    {
        await using var bench = await AthenaBench.StartAsync();
        await bench.RowsAsync("select 1");
        await bench.RowsAsync("select ?", 1);
        Assert.Equal(2, bench.Service.Executions.Count);
        var again = bench.Open("run-1");
        Assert.Equal([1], (await AthenaBench.RowsAsync(again, "select 1"))[0]);
        await AthenaBench.RowsAsync(again, "select ?", 1);
        Assert.Equal(2, bench.Service.Executions.Count);
        // Within a run, asking again means to ask again: something may have changed.
        await bench.RowsAsync("select 1");
        Assert.Equal(3, bench.Service.Executions.Count);
        await AthenaBench.RowsAsync(bench.Open("run-2"), "select 1");
        Assert.Equal(4, bench.Service.Executions.Count);
    }

    [Fact]
    public async Task Too_many_statements_at_a_time_wait_and_a_passing_failure_is_tried_again()
    {
        await using var bench = await AthenaBench.StartAsync();
        bench.Service.Fault = (operation, call) =>
            (operation, call) switch
            {
                // More than the client itself tries.
                ("StartQueryExecution", <= 4) => AthenaFault.TooManyStatements,
                ("GetQueryExecution", 1) => AthenaFault.Throttled,
                ("GetQueryExecution", 3) => AthenaFault.Failed,
                ("GetQueryResults", 1) => AthenaFault.Failed,
                _ => AthenaFault.None,
            };
        bench.Service.Flaw = number => number <= 2 ? "GENERIC_INTERNAL_ERROR: one of our nodes went away" : null;
        Assert.Equal([1], Assert.Single(await bench.RowsAsync("select 1")));
        Assert.Equal(["FAILED", "FAILED", "SUCCEEDED"], bench.Ended.Select(statement => statement.State));
    }

    [Fact]
    public async Task What_does_not_pass_ends_in_the_engines_words()
    {
        await using var bench = await AthenaBench.StartAsync();
        bench.Service.Flaw = _ => "GENERIC_INTERNAL_ERROR: one of our nodes went away";
        Assert.Equal("GENERIC_INTERNAL_ERROR: one of our nodes went away", await FailureAsync(bench, "select 1"));
        Assert.Equal(7, bench.Service.Executions.Count);
        bench.Service.Fault = (_, _) => AthenaFault.TooManyStatements;
        Assert.Contains("number of queries", await FailureAsync(bench, "select 2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeated_run_does_not_end_with_what_its_first_attempt_had_stopped()
    {
        await using var bench = await AthenaBench.StartAsync();
        using var cancel = new CancellationTokenSource();
        bench.Service.Before = async token =>
        {
            await cancel.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            bench.Engine.QueryAsync("select 1", [], cancel.Token)
        );
        bench.Service.Before = _ => Task.CompletedTask;
        bench.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Single(await AthenaBench.RowsAsync(bench.Open("run-1"), "select 1"));
        Assert.Equal(["CANCELLED", "SUCCEEDED"], bench.Service.Executions.Select(execution => execution.End));
    }

    [Fact]
    public async Task A_database_that_is_not_there_and_a_workgroup_that_is_not_there_are_named()
    {
        await using var bench = await AthenaBench.StartAsync();
        var options = new AthenaOptions
        {
            WorkGroup = "studylake",
            Database = "elsewhere",
            Run = "r",
        };
        var schema = await Assert.ThrowsAsync<QueryException>(() =>
            bench.Open("r", options).ExecuteAsync("create or replace view v as select 1 as x", None)
        );
        Assert.Contains("Schema 'elsewhere' does not exist", schema.Message, StringComparison.Ordinal);
        var group = await Assert.ThrowsAsync<QueryException>(() =>
            bench.Open("r", options with { WorkGroup = "none" }).ExecuteAsync("select 1", None)
        );
        Assert.Equal("WorkGroup is not found.", group.Message);
    }

    [Fact]
    public async Task A_statement_too_long_for_Athena_is_refused_in_its_words()
    {
        await using var bench = await AthenaBench.StartAsync();
        await bench.RowsAsync($"select '{new string('x', 262_144 - 9)}'");
        Assert.Contains(
            "QueryString",
            await FailureAsync(bench, $"select '{new string('x', 262_144 - 8)}'"),
            StringComparison.Ordinal
        );
    }

    private static async Task<string> FailureAsync(AthenaBench bench, string query, params object?[] parameters) =>
        (await Assert.ThrowsAsync<QueryException>(() => bench.RowsAsync(query, parameters))).Message;
}
