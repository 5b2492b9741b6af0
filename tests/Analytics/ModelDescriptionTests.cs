using StudyLake.Analytics;
using StudyLake.Cli.DuckDb;

namespace StudyLake.Tests.Analytics;

/// <summary>Holds every <c>.yml</c> equal to the SQL beside it.</summary>
public sealed class ModelDescriptionTests
{
    [Fact]
    public async Task Every_view_is_made_on_an_empty_lake_has_no_row_and_the_columns_that_are_described()
    {
        await using var lake = new HandmadeLake();
        foreach (var model in HandmadeLake.Catalog.Views)
        {
            var columns = await lake.QueryAsync($"describe {model.Name}");
            Assert.Equal(
                model.Description.Columns.Select(column => $"{model.Name}.{column.Name} {column.Type}"),
                columns
                    .Select(column => column.Split('|'))
                    .Select(parts => $"{model.Name}.{parts[0]} {parts[1].ToLowerInvariant()}")
            );
            if (
                model.Name
                is not ("stg_days" or "stg_clock" or "stg_alert_settings" or "stg_settings" or "reconciliation")
            )
                Assert.Empty(await lake.QueryAsync($"select * from {model.Name}"));
        }
    }

    [Fact]
    public void Columns_of_an_event_are_those_of_the_lake_or_made_by_the_fold()
    {
        string[] made = ["version_slot", "is_delete_marker", "arrival_date", "arrived_at"];
        var stored = StudyLake.Events.Lake.LakeTables.StudyEvents.Columns.Select(column => column.Name);
        Assert.Equal(
            made.Order(StringComparer.Ordinal),
            HandmadeLake
                .Catalog["stg_events"]
                .Description.Columns.Select(column => column.Name)
                .Except(stored)
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task An_empty_lake_reconciles()
    {
        await using var lake = new HandmadeLake();
        Assert.Empty(await lake.QueryAsync("select * from reconciliation where not is_reconciled"));
    }

    [Fact]
    public void Every_model_says_its_grain_and_has_at_least_two_tests()
    {
        foreach (var model in HandmadeLake.Catalog.Views.Where(model => model.Name != "stg_days"))
        {
            Assert.StartsWith("One row for each ", model.Description.Grain, StringComparison.Ordinal);
            Assert.True(ModelTests.Of(model).Count() >= 2, $"Expected two tests of {model.Name}.");
            Assert.All(
                model.Description.Columns,
                column => Assert.EndsWith(".", column.Description, StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public async Task A_declared_test_that_fails_returns_the_rows_that_fail()
    {
        await using var lake = new HandmadeLake();
        var open = await lake.OpenAsync();
        var cancellation = TestContext.Current.CancellationToken;
        await open.ExecuteAsync(
            "create table things as select * from (values (1, 'x'), (1, 'y'), (null, 'z')) as t (a, b)",
            cancellation
        );
        await open.ExecuteAsync("create table parents as select 1 as a where false", cancellation);
        var description = new ModelDescription
        {
            Model = "things",
            Columns =
            [
                new ModelColumn
                {
                    Name = "a",
                    Unique = true,
                    NotNull = true,
                    Relationship = "parents.a",
                },
                new ModelColumn { Name = "b", AcceptedValues = ["x", "y"] },
            ],
            Unique =
            [
                ["a", "b"],
            ],
            Reconciles =
            [
                new Reconciliation
                {
                    Name = "rows",
                    Value = "count(*)",
                    Expected = "select 4",
                },
            ],
        };
        var model = new SqlModel("things", ModelLayer.Marts, "select 1", description, []);
        var failing = new List<string>();
        foreach (var test in ModelTests.Of(model))
            failing.Add($"{test.Name}: {(await Rows(open, test.Sql)).Length}");
        Assert.Equal(
            [
                "unique a: 1",
                "not_null a: 1",
                "relationship a to parents.a: 2",
                "accepted_values b: 1",
                "unique a, b: 0",
                "reconciles rows: 1",
            ],
            failing
        );

        static async Task<string[]> Rows(DuckDbEngine engine, string sql)
        {
            await using var result = await engine.QueryAsync(sql, [], TestContext.Current.CancellationToken);
            return
            [
                .. (await result.ToArrayAsync(TestContext.Current.CancellationToken)).Select(row =>
                    string.Join('|', row)
                ),
            ];
        }
    }
}
