using System.Text.Json;
using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Review.Diff;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Dashboards.Review;

/// <summary>The two folders were written by hand to differ in what is listed here, and in nothing else.</summary>
public sealed class DiffTests
{
    private static readonly string Before = Repository.Data("dashboards-review", "before");
    private static readonly string After = Repository.Data("dashboards-review", "after");

    [Fact]
    public void Each_change_is_found_under_its_element_and_nothing_else()
    {
        var changes = DefinitionDiff.Between(AssetFolder.Load([Before]), AssetFolder.Load([After]));
        Assert.Equal(
            [
                "Added calculated field tiny.double",
                "Added visual pie",
                "Changed filter f",
                "Changed parameter Site",
                "Changed visual bar",
                "Removed visual total",
            ],
            changes.Select(change => $"{change.Change} {change.Kind} {change.Id}").Order(StringComparer.Ordinal)
        );
        var orientation = Assert.Single(changes.Single(change => change.Id == "bar").Values);
        Assert.Equal(
            new ValueChange(
                "$.Definition.Sheets[0].Visuals[1].BarChartVisual.ChartConfiguration.Orientation",
                "$.Definition.Sheets[0].Visuals[0].BarChartVisual.ChartConfiguration.Orientation",
                "\"HORIZONTAL\"",
                "\"VERTICAL\""
            ),
            orientation
        );
        Assert.Equal("Main", changes.Single(change => change.Id == "pie").Sheet);
    }

    [Fact]
    public void A_definition_is_the_same_as_itself() =>
        Assert.Empty(DefinitionDiff.Between(AssetFolder.Load([Before]), AssetFolder.Load([Before])));

    [Fact]
    public async Task The_command_ends_as_diff_does()
    {
        var same = await RunAsync(Before, Before);
        Assert.Equal((0, "", ""), same);
        var changed = await RunAsync(Before, After, "--format", "json");
        Assert.Equal(1, changed.ExitCode);
        Assert.Equal(6, JsonDocument.Parse(changed.Output).RootElement.GetProperty("changes").GetArrayLength());
        var trouble = await RunAsync(Before, "no/such/folder");
        Assert.Equal(2, trouble.ExitCode);
    }

    [Fact]
    public async Task With_rows_changed_visuals_stand_before_and_after_and_so_do_those_that_show_otherwise()
    {
        using var folder = new TemporaryFolder();
        var (exitCode, _, errors) = await RunAsync(Before, After, "--lake", folder["none"], "--out", folder["out"]);
        var html = await File.ReadAllTextAsync(folder["out", "diff.html"], TestContext.Current.CancellationToken);

        // The broken visual is broken in the same way on both sides, so it is none of the changes.
        Assert.Equal(1, exitCode);
        Assert.DoesNotContain("failed:", errors, StringComparison.Ordinal);
        // Edited: the bar, the pie and the total; the pivot and the flow only show what the new default of Site lets through.
        Assert.Equal(5, html.Split("class=\"sides\"").Length - 1);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
    }

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        StudyLakeProcess.RunAsync("", ["dashboards", "diff", .. arguments]);
}
