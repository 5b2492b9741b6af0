using StudyLake.Tests.Support;

namespace StudyLake.Tests.Analytics;

public sealed class ExampleTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "analytics", "examples");

    [Fact]
    public async Task Every_example_runs_on_an_empty_lake_and_on_ten_studies()
    {
        await using var empty = new HandmadeLake();
        await using var ten = TenStudies.Lake();
        var files = Directory.GetFiles(Folder, "*.sql").Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(20, files.Length);
        foreach (var file in files)
        {
            var sql = File.ReadAllText(file);
            Assert.StartsWith("-- ", sql, StringComparison.Ordinal);
            await empty.QueryAsync(sql);
            var rows = await ten.QueryAsync(sql);
            Assert.True(
                rows.Length > 0 || file.EndsWith("does_everything_add_up.sql", StringComparison.Ordinal),
                $"Expected rows of {Path.GetFileName(file)}, found none."
            );
        }
    }

    [Fact]
    public void The_readme_lists_every_example_with_its_question()
    {
        var readme = File.ReadAllText(Path.Combine(Folder, "README.md"));
        foreach (var file in Directory.GetFiles(Folder, "*.sql"))
        {
            Assert.Contains($"({Path.GetFileName(file)})", readme, StringComparison.Ordinal);
            Assert.Contains($"| {File.ReadLines(file).First()[3..]} |", readme, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Out_of_hours_is_counted_by_the_sites_own_hours()
    {
        // Riverside is open from 07:00 to 18:00; its three exams with a known start are within.
        await using var ten = TenStudies.Lake();
        var sql = File.ReadAllText(Path.Combine(Folder, "06_out_of_hours_share.sql"));
        Assert.Equal(["Riverside|3|0|0"], await ten.QueryAsync(sql));
    }
}
