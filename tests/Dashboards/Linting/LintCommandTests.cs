using System.Text.Json;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Dashboards.Linting;

public sealed class LintCommandTests
{
    [Fact]
    public async Task A_folder_without_fault_ends_well_with_one_line()
    {
        var (exitCode, output, errors) = await RunAsync(Repository.Data("dashboards", "lint"));

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Equal("2 files, 3 visuals: 0 errors, 0 warnings", output.TrimEnd());
    }

    [Fact]
    public async Task An_error_ends_with_1_and_a_warning_with_0()
    {
        using var folder = new TemporaryFolder();
        var dashboard = new SmallDashboard();
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "exams.json"),
            dashboard.DataSet.ToJsonString(),
            TestContext.Current.CancellationToken
        );
        var file = Path.Combine(folder.Path, "overview.json");
        dashboard.Object("Definition/Sheets/0")["Name"] = "A";
        await File.WriteAllTextAsync(file, dashboard.Dashboard.ToJsonString(), TestContext.Current.CancellationToken);
        var warned = await RunAsync(folder.Path);
        dashboard.Object("Definition/Sheets/0")["SheetId"] = "no id";
        await File.WriteAllTextAsync(file, dashboard.Dashboard.ToJsonString(), TestContext.Current.CancellationToken);
        var failed = await RunAsync(folder.Path);

        Assert.Equal(0, warned.ExitCode);
        Assert.Contains("warning QS145", warned.Output, StringComparison.Ordinal);
        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("error QS005", failed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_formats_are_JSON()
    {
        foreach (var (format, member) in ((string, string)[])[("json", "findings"), ("sarif", "runs")])
        {
            var (_, output, _) = await RunAsync(Repository.Data("dashboards", "lint"), "--format", format);

            Assert.Equal(JsonValueKind.Array, JsonDocument.Parse(output).RootElement.GetProperty(member).ValueKind);
        }
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_a_wrong_command_line()
    {
        var (exitCode, _, errors) = await RunAsync("no/such/folder");

        Assert.Equal(2, exitCode);
        Assert.Contains("Expected a file or folder at no/such/folder, found none.", errors, StringComparison.Ordinal);
    }

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        StudyLakeProcess.RunAsync("", ["dashboards", "lint", .. arguments]);
}
