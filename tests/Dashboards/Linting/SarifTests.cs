using System.Text.Json;
using StudyLake.Dashboards.Linting;

namespace StudyLake.Tests.Dashboards.Linting;

/// <summary>The report as SARIF 2.1.0 (OASIS, sections 3.13 to 3.29): what a reader of it relies on.</summary>
public sealed class SarifTests
{
    [Fact]
    public void A_log_has_version_tool_rules_and_results_that_point_to_lines_and_paths()
    {
        var dashboard = new SmallDashboard();
        foreach (var (_, _, change) in Mutants.All.Where(mutant => mutant.Code is "QS001" or "QS111" or "QS162"))
            change(dashboard);
        var report = dashboard.Lint();

        var log = Write(report);

        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        Assert.EndsWith("sarif-2.1.0.json", log.GetProperty("$schema").GetString(), StringComparison.Ordinal);
        var run = Assert.Single(log.GetProperty("runs").EnumerateArray());
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().ToList();
        var results = run.GetProperty("results").EnumerateArray().ToList();
        Assert.True(results.Count > 2);
        Assert.Equal(report.Findings.Length, results.Count);
        foreach (var (result, finding) in results.Zip(report.Findings))
        {
            Assert.Equal(finding.Code, result.GetProperty("ruleId").GetString());
            Assert.Equal(finding.Code, rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
            Assert.Contains(result.GetProperty("level").GetString(), (string[])["error", "warning"]);
            Assert.StartsWith(
                finding.Message,
                result.GetProperty("message").GetProperty("text").GetString(),
                StringComparison.Ordinal
            );
            var location = Assert.Single(result.GetProperty("locations").EnumerateArray());
            var place = location.GetProperty("physicalLocation");
            Assert.Equal(finding.File, place.GetProperty("artifactLocation").GetProperty("uri").GetString());
            Assert.Equal(finding.Line, place.GetProperty("region").GetProperty("startLine").GetInt32());
            Assert.Equal(
                finding.Path,
                Assert
                    .Single(location.GetProperty("logicalLocations").EnumerateArray())
                    .GetProperty("fullyQualifiedName")
                    .GetString()
            );
        }
        Assert.Contains(results, result => result.GetProperty("level").GetString() == "warning");
        Assert.Equal(rules.Count, rules.Select(rule => rule.GetProperty("id").GetString()).Distinct().Count());
        Assert.All(
            rules,
            rule => Assert.NotEmpty(rule.GetProperty("shortDescription").GetProperty("text").GetString() ?? "")
        );
    }

    [Fact]
    public void A_log_without_findings_has_an_empty_list_of_results()
    {
        var run = Assert.Single(Write(new SmallDashboard().Lint()).GetProperty("runs").EnumerateArray());

        Assert.Equal(JsonValueKind.Array, run.GetProperty("results").ValueKind);
        Assert.Equal(0, run.GetProperty("results").GetArrayLength());
    }

    private static JsonElement Write(LintReport report)
    {
        using var stream = new MemoryStream();
        LintSarif.Write(report, stream);
        return JsonDocument.Parse(stream.ToArray()).RootElement;
    }
}
