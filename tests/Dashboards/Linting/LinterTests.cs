using StudyLake.Dashboards.Linting;
using StudyLake.Dashboards.Model;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Dashboards.Linting;

public sealed class LinterTests
{
    public static TheoryData<string> MutantNames => [.. Mutants.All.Select(mutant => mutant.Name)];

    [Fact]
    public void A_dashboard_without_fault_gives_no_finding()
    {
        var report = new SmallDashboard().Lint();

        Assert.Empty(report.Findings);
        Assert.Equal((2, 3, 0), (report.FileCount, report.VisualCount, report.UnknownDataSets));
    }

    [Theory]
    [MemberData(nameof(MutantNames))]
    public void A_fault_is_found_with_its_code_and_nothing_else(string name)
    {
        var (_, code, change) = Mutants.All.Single(mutant => mutant.Name == name);
        var dashboard = new SmallDashboard();
        change(dashboard);

        Assert.Equal([code], dashboard.Lint().Findings.Select(finding => finding.Code).Distinct());
    }

    /// <summary>QS115 and QS116 are of data sets over our own views and tried in OurViewsTests.</summary>
    [Fact]
    public void Every_rule_has_a_mutant()
    {
        var tried = Mutants.All.Select(mutant => mutant.Code).ToHashSet();

        Assert.Equal(
            ["QS115", "QS116"],
            RuleSet.All.Select(rule => rule.Info.Code).Where(code => !tried.Contains(code)).Distinct().Order()
        );
    }

    [Fact]
    public void No_code_is_used_twice() =>
        Assert.Equal(RuleSet.All.Length, RuleSet.All.Select(rule => rule.Info.Code).Distinct().Count());

    /// <summary>Lines as grep -n counts them in tests/Data/dashboards/lint/overview.json.</summary>
    [Theory]
    [InlineData("$.Definition.CalculatedFields[1].Expression", 6)]
    [InlineData("$.Definition.DataSetIdentifierDeclarations[0].DataSetArn", 10)]
    [InlineData("$.Definition.FilterGroups[0].FilterGroupId", 15)]
    [InlineData("$.Name", 256)]
    public void A_path_has_the_line_it_begins_on(string path, int line)
    {
        var file = AssetFile.Read(Repository.Data("dashboards", "lint", "overview.json"));
        var place = file.Root.SelfAndBelow().Single(value => value.Path.ToString() == path);

        Assert.Equal(line, file.LineOf(place.Path));
    }

    [Fact]
    public void A_finding_says_what_was_expected_what_was_found_where_and_what_to_do()
    {
        var dashboard = new SmallDashboard();
        dashboard.Object("Definition/CalculatedFields/2")["Expression"] = "{lag_ss} / 60";

        var finding = Assert.Single(dashboard.Lint().Findings);

        Assert.Equal("Expected a field of 'exams', found 'lag_ss'.", finding.Message);
        Assert.Equal("Did you mean 'lag_s'?", finding.Hint);
        Assert.Equal("$.Definition.CalculatedFields[2].Expression", finding.Path);
        Assert.Equal("overview.json", finding.File);
        // The writer of the test puts each member on a line of its own: four, two fields of five, and the third in its third.
        Assert.Equal(17, finding.Line);
    }

    [Theory]
    [InlineData("{ \"Sheets\": [ }", 1)]
    [InlineData("{\n \"Sheets\": 1,\n \"Sheets\": 2\n}", 3)]
    [InlineData("{\n\n \"Name\": \"\\ud800\" }", 3)]
    public void A_file_that_is_no_JSON_is_a_finding_with_its_line(string text, int line)
    {
        var file = AssetFile.Parse("broken.json", System.Text.Encoding.UTF8.GetBytes(text));

        var finding = Assert.Single(new Linter().Run(AssetFolder.Of([file])).Findings);

        Assert.Equal(("QS000", line), (finding.Code, finding.Line));
    }

    [Fact]
    public void JSON_of_another_shape_is_named_and_not_checked()
    {
        var file = AssetFile.Parse("package.json", "{ \"name\": \"x\", \"version\": \"1\" }"u8.ToArray());

        var report = new Linter().Run(AssetFolder.Of([file]));

        Assert.Equal(["package.json"], report.OtherFiles);
        Assert.Equal(0, report.FileCount);
        Assert.Empty(report.Findings);
    }

    [Fact]
    public void Columns_of_a_data_set_that_no_file_describes_are_not_judged()
    {
        var dashboard = new SmallDashboard();
        dashboard.Visual("by-site");
        var file = AssetFile.Parse(
            "overview.json",
            System.Text.Encoding.UTF8.GetBytes(
                dashboard.Dashboard.ToJsonString().Replace("\"institution\"", "\"site\"", StringComparison.Ordinal)
            )
        );

        var report = new Linter().Run(AssetFolder.Of([file]));

        Assert.Empty(report.Findings);
        Assert.Equal(1, report.UnknownDataSets);
    }

    [Fact]
    public void The_same_files_give_the_same_report()
    {
        var dashboard = new SmallDashboard();
        foreach (var (_, _, change) in Mutants.All.Where(mutant => mutant.Name[0] == 's'))
            change(dashboard);

        var first = dashboard.Lint().Findings;

        Assert.True(first.Length > 5);
        Assert.Equal(first, dashboard.Lint().Findings);
        Assert.Equal(first.OrderBy(finding => finding.File).ThenBy(finding => finding.Line), first);
    }
}
