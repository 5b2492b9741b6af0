using DuckDB.NET.Data;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Cli.Demo;

/// <summary>The marts give the numbers of the generator, and the checks that say so can fail.</summary>
public sealed class DemoReconcilesTests(DemoLake demo) : IClassFixture<DemoLake>
{
    [Fact]
    public async Task Every_number_of_every_mart_is_the_truth_of_the_generator() =>
        Assert.Empty(await demo.DifferencesAsync(demo.Place.Lake));

    [Fact]
    public async Task A_planted_event_is_found_by_the_checks_it_concerns()
    {
        using var copy = new TemporaryFolder();
        CopyTo(copy);
        var events = Directory.GetFiles(copy["study_events"], "*.parquet", SearchOption.AllDirectories).Order().First();
        await PlantAsync(
            events,
            "select * replace ('planted' as object_id) from events where event_type = 'instance_stored' order by object_id limit 1"
        );

        var differences = await demo.DifferencesAsync(copy.Path);
        Assert.Contains(differences, difference => difference.StartsWith("events by day", StringComparison.Ordinal));
        Assert.Contains(
            differences,
            difference => difference.StartsWith("instances: total | objects", StringComparison.Ordinal)
        );
        Assert.Contains(
            differences,
            difference => difference.StartsWith("storage at the end", StringComparison.Ordinal)
        );
        Assert.Contains(
            differences,
            difference => difference.StartsWith("duplicates: identity | objects", StringComparison.Ordinal)
        );
        // A second object of an instance is no second instance.
        Assert.DoesNotContain(
            differences,
            difference => difference.StartsWith("instances: total | instances", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_planted_time_is_found_by_the_checks_of_times()
    {
        using var copy = new TemporaryFolder();
        CopyTo(copy);
        foreach (var events in Directory.GetFiles(copy["study_events"], "*.parquet", SearchOption.AllDirectories))
            await PlantAsync(
                events,
                "select * replace ('00:00:01.000' as study_time, 'M' as patient_sex) from events",
                isReplaced: true
            );

        var differences = await demo.DifferencesAsync(copy.Path);
        Assert.Contains(
            differences,
            difference => difference.Contains("first exam: expected", StringComparison.Ordinal)
        );
        Assert.Contains(differences, difference => difference.StartsWith("exams by sex", StringComparison.Ordinal));
        Assert.Contains(
            differences,
            difference => difference.StartsWith("exams by site, modality, weekday", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(
            differences,
            difference => difference.StartsWith("volume by date", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Lost_removals_and_later_arrivals_are_found_by_the_checks_of_corrections()
    {
        using var copy = new TemporaryFolder();
        CopyTo(copy);
        foreach (var events in Directory.GetFiles(copy["study_events"], "*.parquet", SearchOption.AllDirectories))
            await PlantAsync(
                events,
                """
                select * replace (case when instance_number = 1 then recorded_at + interval 2 hours else recorded_at end as recorded_at)
                from events where event_type <> 'object_removed'
                """,
                isReplaced: true
            );

        var differences = await demo.DifferencesAsync(copy.Path);
        foreach (var check in new[] { "changes by month", "corrections by month", "completeness by day" })
            Assert.Contains(differences, difference => difference.StartsWith(check, StringComparison.Ordinal));
        Assert.Contains(
            differences,
            difference =>
                difference.StartsWith("corrections", StringComparison.Ordinal)
                && difference.Contains("| removed |", StringComparison.Ordinal)
                && difference.EndsWith("found 0", StringComparison.Ordinal)
        );
    }

    private void CopyTo(TemporaryFolder copy)
    {
        foreach (var file in Directory.EnumerateFiles(demo.Place.Lake, "*", SearchOption.AllDirectories))
        {
            var target = copy[Path.GetRelativePath(demo.Place.Lake, file)];
            Directory.CreateDirectory(Path.GetDirectoryName(target) ?? copy.Path);
            File.Copy(file, target);
        }
    }

    private static async Task PlantAsync(string file, string select, bool isReplaced = false)
    {
        await using var database = new DuckDBConnection("DataSource=:memory:");
        await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = database.CreateCommand();
        var target = isReplaced ? file : Path.Combine(Path.GetDirectoryName(file) ?? "", "planted.parquet");
        command.CommandText = $"""
            create table events as select * from read_parquet('{file}', hive_partitioning = false);
            copy ({select}) to '{target}' (format parquet);
            """;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
