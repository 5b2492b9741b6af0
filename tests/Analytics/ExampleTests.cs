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
        // Nothing of the ten was corrected or grew; the examples that ask for it have tests of their own below.
        string[] rowless = ["does_everything_add_up.sql", "corrected_attributes.sql", "studies_that_grew.sql"];
        var files = Directory.GetFiles(Folder, "*.sql").Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(23, files.Length);
        foreach (var file in files)
        {
            var sql = File.ReadAllText(file);
            Assert.StartsWith("-- ", sql, StringComparison.Ordinal);
            await empty.QueryAsync(sql);
            var rows = await ten.QueryAsync(sql);
            Assert.True(
                rows.Length > 0 || rowless.Any(name => file.EndsWith(name, StringComparison.Ordinal)),
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

    [Fact]
    public async Task Corrected_attributes_are_counted_in_objects_and_studies()
    {
        // Two objects of study 1 change the date, one of study 2 date and station; the fourth is only sent again.
        await using var lake = new HandmadeLake();
        foreach (var image in new[] { "1.1.1", "1.1.2", "2.1.1", "3.1.1" })
            lake.Add(Row.Stored(image, "1", image));
        lake.Add(Row.Stored("1.1.1", "2", "1.1.1").With(("study_date", "2026-10-01")));
        lake.Add(Row.Stored("1.1.2", "2", "1.1.2").With(("study_date", "2026-10-01")));
        lake.Add(Row.Stored("2.1.1", "2", "2.1.1").With(("study_date", "2026-10-01"), ("station_name", "CT2")));
        lake.Add(Row.Stored("3.1.1", "2", "3.1.1"));
        var sql = File.ReadAllText(Path.Combine(Folder, "22_corrected_attributes.sql"));
        Assert.Equal(["study_date|3|2", "station_name|1|1"], await lake.QueryAsync(sql));
    }

    [Fact]
    public async Task A_study_that_grew_is_shown_with_its_growth_and_its_gap_in_hours()
    {
        // Study 1: one image, two more twelve hours later. Study 2 came whole.
        await using var lake = new HandmadeLake();
        foreach (var (image, hour) in new[] { ("1.1.1", 6), ("1.1.2", 18), ("1.1.3", 18), ("2.1.1", 6), ("2.1.2", 6) })
            lake.Add(Row.Stored(image, "1", image).With(("recorded_at", $"2026-10-01 {hour:D2}:00:00+00")));
        var sql = File.ReadAllText(Path.Combine(Folder, "23_studies_that_grew.sql"));
        Assert.Equal(["1|unmapped|CT|3|2|12"], await lake.QueryAsync(sql));
    }
}
