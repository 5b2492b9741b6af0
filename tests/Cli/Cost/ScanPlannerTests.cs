using StudyLake.Aws.Snapshot;
using StudyLake.Cli.Cost;
using StudyLake.Tests.Analytics;

namespace StudyLake.Tests.Cli.Cost;

/// <summary>Which columns a query reads; expected values are read off the queries by eye.</summary>
public sealed class ScanPlannerTests
{
    [Fact]
    public async Task Only_the_columns_that_are_asked_for_are_read() =>
        Assert.Equal(
            ["series: modality"],
            await ReadsAsync("with all_series as (select * from series) select min(modality) as m from all_series")
        );

    [Fact]
    public async Task A_condition_reads_its_column() =>
        Assert.Equal(
            ["studies: is_exam, study_date"],
            await ReadsAsync("select max(study_date) as d from studies where is_exam")
        );

    // Athena's engine plans a common table expression anew for each mention, a comment before it or not.
    [Fact]
    public async Task What_is_mentioned_twice_is_read_twice() =>
        Assert.Equal(
            ["series: modality", "series: study_date"],
            await ReadsAsync(
                """
                with rows_of_series as (select modality, study_date from series),
                -- One.
                one as (select max(modality) as m from rows_of_series),
                other as (select max(study_date) as d from rows_of_series)
                select one.m, other.d from one cross join other
                """
            )
        );

    // It sums studies and exams, which are studies again.
    [Fact]
    public async Task A_view_is_read_down_to_the_tables_behind_it()
    {
        var reads = await ReadsAsync("select sum(stored_bytes) as b from studies_by_date");
        Assert.Contains(reads, read => read.Contains("studies: ", StringComparison.Ordinal));
        Assert.All(reads, read => Assert.Matches("^(\\d+ x )?(studies|series|instances): ", read));
        Assert.Contains(reads, read => read.Contains("stored_bytes", StringComparison.Ordinal));
        Assert.DoesNotContain(reads, read => read.Contains("patient_pseudonym", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_parameter_stands_for_a_value() =>
        Assert.Equal(
            ["studies: study_date"],
            await ReadsAsync("select count(*) as n from studies where study_date >= ?", new DateOnly(2026, 1, 1))
        );

    private static async Task<string[]> ReadsAsync(string sql, params object?[] parameters)
    {
        await using var planner = await ScanPlanner.OpenAsync(
            HandmadeLake.Catalog,
            SnapshotModels.Kept.ToHashSet(),
            TestContext.Current.CancellationToken
        );
        var reads = await planner.ReadsAsync(sql, parameters, TestContext.Current.CancellationToken);
        return
        [
            .. reads
                .Select(read =>
                    $"{(read.Times == 1 ? "" : $"{read.Times} x ")}{read.Table}: {string.Join(", ", read.Columns)}"
                )
                .Order(StringComparer.Ordinal),
        ];
    }
}
