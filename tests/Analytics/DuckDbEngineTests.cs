using StudyLake.Analytics;
using StudyLake.Cli.DuckDb;
using StudyLake.Events;
using StudyLake.Events.Lake;

namespace StudyLake.Tests.Analytics;

public sealed class DuckDbEngineTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_raw_view_has_the_columns_of_the_lake_with_and_without_files()
    {
        await using var empty = new HandmadeLake();
        await using var filled = new HandmadeLake();
        foreach (var table in LakeTables.All)
            filled.Add(table, "2026-10-01", new Row());
        foreach (var table in LakeTables.All)
        {
            var expected = table
                .Columns.Select(column => $"{column.Name} {SqlTypes.Name(column.Type)}")
                .Append("dt varchar")
                .ToArray();
            Assert.Equal(expected, await Describe(empty, RawTables.Name(table)));
            Assert.Equal(expected, await Describe(filled, RawTables.Name(table)));
            Assert.Equal(["0"], await empty.QueryAsync($"select count(*) from {RawTables.Name(table)}"));
            Assert.Equal(["1"], await filled.QueryAsync($"select count(*) from {RawTables.Name(table)}"));
        }

        static async Task<string[]> Describe(HandmadeLake lake, string view) =>
            [
                .. (await lake.QueryAsync($"describe {view}"))
                    .Select(row => row.Split('|'))
                    .Select(parts => $"{parts[0]} {parts[1].ToLowerInvariant()}"),
            ];
    }

    [Fact]
    public async Task A_column_that_an_older_file_lacks_is_null()
    {
        await using var lake = new HandmadeLake();
        lake.Add(Row.Stored("a", "1"));
        lake.Write("new");
        using (var duck = new DuckDB.NET.Data.DuckDBConnection("DataSource=:memory:"))
        {
            duck.Open();
            using var command = duck.CreateCommand();
            var folder = Path.Combine(lake.Folder, "study_events", "dt=2026-10-01");
            command.CommandText =
                $"copy (select 'ward' as source, 'b' as object_id) to '{folder}/a-old.parquet' (format parquet)";
            command.ExecuteNonQuery();
        }
        Assert.Equal(
            ["a|CT|2026-10-01", "b|-|2026-10-01"],
            await lake.QueryAsync("select object_id, modality, dt from raw_study_events order by 1")
        );
    }

    [Fact]
    public async Task The_memory_limit_rises_for_a_statement_that_cannot_do_with_it_and_no_further_than_it_may()
    {
        // One list of 20 million numbers of 8 bytes, which cannot be spilled.
        const string Statement = "create table listed as select list(i) as numbers from range(20000000) as r (i)";
        await using var lake = new HandmadeLake();
        var options = new DuckDbOptions
        {
            Lake = lake.Folder,
            Threads = 1,
            MemoryLimitMebibytes = 64,
        };
        foreach (int? largest in (int?[])[null, 100])
        {
            await using var small = await OpenAsync(largest);
            var failure = await Assert.ThrowsAsync<QueryException>(() => small.ExecuteAsync(Statement, Cancellation));
            Assert.StartsWith("Out of Memory Error", failure.Message, StringComparison.Ordinal);
        }
        await using var engine = await OpenAsync(4096);
        await engine.ExecuteAsync(Statement, Cancellation);
        await using var result = await engine.QueryAsync("select len(numbers) from listed", [], Cancellation);
        Assert.Equal([20_000_000L], Assert.Single(await result.ToArrayAsync(Cancellation)).ToArray());

        Task<DuckDbEngine> OpenAsync(int? largest) =>
            DuckDbEngine.OpenAsync(options with { LargestMemoryLimitMebibytes = largest }, Cancellation);
    }

    [Fact]
    public async Task Hidden_and_foreign_files_are_not_read()
    {
        await using var lake = new HandmadeLake();
        lake.Add(Row.Stored("a", "1"));
        lake.Write();
        var day = Path.Combine(lake.Folder, "study_events", "dt=2026-10-01");
        File.WriteAllText(Path.Combine(day, ".half.parquet"), "not parquet");
        File.WriteAllText(Path.Combine(day, "_half.parquet"), "not parquet");
        Directory.CreateDirectory(Path.Combine(lake.Folder, "study_events", "dt=unknown"));
        File.WriteAllText(Path.Combine(lake.Folder, "study_events", "dt=unknown", "x.parquet"), "not parquet");
        Assert.Equal(["1"], await lake.QueryAsync("select count(*) from raw_study_events"));
    }

    [Theory]
    [InlineData("copy (select 1) to 'x.parquet'")]
    [InlineData("create table t as select 1")]
    [InlineData("drop view raw_study_events")]
    [InlineData("select 1; select 2")]
    [InlineData("select 1; drop view raw_study_events")]
    [InlineData("attach 'x.db'")]
    [InlineData("set threads = 1")]
    [InlineData("install httpfs")]
    [InlineData("select * from read_csv('/etc/hostname')")]
    [InlineData("select * from read_parquet('https://example.org/x.parquet')")]
    [InlineData("select * from glob('/*')")]
    [InlineData("selec 1")]
    [InlineData("")]
    public async Task A_query_can_neither_write_nor_leave_the_lake(string query)
    {
        await using var lake = new HandmadeLake();
        var engine = await lake.OpenAsync();
        await Assert.ThrowsAsync<QueryException>(() =>
            engine.QueryAsync(query, [], TestContext.Current.CancellationToken)
        );
        Assert.Empty(Directory.EnumerateFileSystemEntries(lake.Folder));
    }

    [Fact]
    public async Task Values_come_typed_and_parameters_are_bound()
    {
        await using var lake = new HandmadeLake();
        var engine = await lake.OpenAsync();
        await using var result = await engine.QueryAsync(
            "select ? as text, cast(? as integer) as whole, sum(x) as big, 1.5 as share, true as truth, cast(? as date) as day, "
                + "timestamp '2026-10-01 08:00:00' as at, array['a', null] as list, cast(? as varchar) as nothing from (values (2), (3)) as t (x)",
            ["it's", 7, new DateOnly(2026, 10, 9), null],
            TestContext.Current.CancellationToken
        );
        Assert.Equal(
            [
                ColumnType.Text,
                ColumnType.Integer,
                ColumnType.Bigint,
                ColumnType.Double,
                ColumnType.Boolean,
                ColumnType.Date,
                ColumnType.Timestamp,
                ColumnType.Text,
                ColumnType.Text,
            ],
            result.Columns.Select(column => column.Type)
        );
        var row = Assert.Single(await result.ToArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            [
                "it's",
                7,
                5L,
                1.5,
                true,
                new DateOnly(2026, 10, 9),
                new DateTime(2026, 10, 1, 8, 0, 0),
                "[a, null]",
                null,
            ],
            row
        );
    }

    [Fact]
    public async Task Cancelling_interrupts_a_query()
    {
        await using var lake = new HandmadeLake();
        var engine = await lake.OpenAsync();
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await using var result = await engine.QueryAsync(
                "select count(*) from range(100000) as a (x) cross join range(1000000) as b (y) where a.x * b.y % 7 = 1",
                [],
                source.Token
            );
            await result.ToArrayAsync(source.Token);
        });
    }

    [Fact]
    public async Task The_folder_for_spilling_is_its_owners_alone_and_goes_with_the_engine()
    {
        await using var lake = new HandmadeLake();
        string folder;
        await using (
            var engine = await DuckDbEngine.OpenAsync(
                new DuckDbOptions { Lake = lake.Folder },
                TestContext.Current.CancellationToken
            )
        )
        {
            await using var result = await engine.QueryAsync(
                "select current_setting('temp_directory')",
                [],
                TestContext.Current.CancellationToken
            );
            folder = (string?)(await result.ToArrayAsync(TestContext.Current.CancellationToken))[0][0] ?? "";
            if (!OperatingSystem.IsWindows())
                Assert.Equal(
                    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                    File.GetUnixFileMode(folder)
                );
        }
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void DuckDB_gets_at_most_2_GiB_by_default() =>
        Assert.InRange(new DuckDbOptions { Lake = "lake" }.MemoryLimitMebibytes, 64, 2048);

    [Fact]
    public async Task A_sum_beyond_64_bits_is_a_text_and_one_within_a_number()
    {
        await using var lake = new HandmadeLake();
        Assert.Equal(
            ["170141183460469231731687303715884105727|-9223372036854775808|-9223372036854775809"],
            await lake.QueryAsync(
                "select cast('170141183460469231731687303715884105727' as hugeint), "
                    + "cast('-9223372036854775808' as hugeint), cast('-9223372036854775809' as hugeint)"
            )
        );
    }

    [Fact]
    public async Task A_folder_with_signs_of_a_pattern_in_its_name_is_read()
    {
        await using var lake = new HandmadeLake();
        lake.Add(Row.Stored("a", "1"));
        lake.Write();
        var odd = Path.Combine(lake.Folder, "it's [a] {lake} #1");
        Directory.CreateDirectory(odd);
        Directory.Move(Path.Combine(lake.Folder, "study_events"), Path.Combine(odd, "study_events"));
        await using var engine = await DuckDbEngine.OpenAsync(
            new DuckDbOptions { Lake = odd, MemoryLimitMebibytes = 256 },
            TestContext.Current.CancellationToken
        );
        await using var result = await engine.QueryAsync(
            "select object_id, dt from raw_study_events",
            [],
            TestContext.Current.CancellationToken
        );
        Assert.Equal(
            ["a", "2026-10-01"],
            Assert.Single(await result.ToArrayAsync(TestContext.Current.CancellationToken))
        );
    }
}
