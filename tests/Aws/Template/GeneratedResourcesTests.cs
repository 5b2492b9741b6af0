using StudyLake.Aws.QuickSight;
using StudyLake.Aws.Template;
using StudyLake.Cli.Commands;
using StudyLake.Dashboards.Model;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Aws.Template;

public sealed class GeneratedResourcesTests
{
    private static readonly string Path = System.IO.Path.Combine(Repository.Root, "template.yaml");

    private static readonly IReadOnlyCollection<DashboardAsset> Dashboards = DashboardsTarget.AssetsOrNone(
        AssetFolder.Load([System.IO.Path.Combine(Repository.Root, "dashboards", "definitions")])
    );

    [Fact]
    public void The_generated_part_of_the_template_is_what_the_contract_says()
    {
        var found = File.ReadAllText(Path);
        var expected = TemplateFile.Regenerate(found, Dashboards);
        if (Environment.GetEnvironmentVariable("STUDYLAKE_WRITE_GOLDEN") == "1")
            File.WriteAllText(Path, found = expected);
        Assert.Equal(expected, found);
    }

    [Fact]
    public void Making_it_again_changes_nothing() =>
        Assert.Equal(
            TemplateFile.Regenerate(File.ReadAllText(Path), Dashboards),
            TemplateFile.Regenerate(TemplateFile.Regenerate(File.ReadAllText(Path), Dashboards), Dashboards)
        );

    [Fact]
    public void A_template_without_the_marks_is_refused() =>
        Assert.Throws<FormatException>(() => TemplateFile.Regenerate("Resources:\n", Dashboards));
}
