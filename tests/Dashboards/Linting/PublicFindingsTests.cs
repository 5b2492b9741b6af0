using StudyLake.Dashboards.Linting;
using StudyLake.Dashboards.Model;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Dashboards.Linting;

/// <summary>The findings in 18 definitions and 27 data sets that others published, each judged by hand.</summary>
public sealed class PublicFindingsTests
{
    private const string Golden = "public-findings.tsv";

    [Fact]
    public void The_findings_are_those_that_were_judged_and_no_other()
    {
        var folder = Needs.SharedData("quicksight");

        var report = new Linter().Run(AssetFolder.Load([folder]));

        var expected = File.ReadLines(Repository.Data("dashboards", "lint", Golden))
            .Skip(1)
            .Select(line => string.Join('\t', line.Split('\t').Take(3)));
        var found = report.Findings.Select(finding =>
            $"{Path.GetRelativePath(folder, finding.File).Replace('\\', '/')}\t{finding.Code}\t{finding.Path}"
        );
        Assert.Equal(expected, found);
        Assert.Equal((45, 286), (report.FileCount, report.VisualCount));
    }

    [Fact]
    public void Data_sets_are_found_beside_the_definitions()
    {
        var definitions = Path.Combine(Needs.SharedData("quicksight"), "definitions");

        var report = new Linter().Run(AssetFolder.Load([definitions]));

        // The one whose data set is not published.
        Assert.Equal(1, report.UnknownDataSets);
        Assert.Equal(18, report.FileCount);
    }
}
