using System.Text.Json;
using System.Text.Json.Nodes;
using StudyLake.Tests.Aws.Deployment;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.QuickSight;

/// <summary>The commands as a process, with the aws command recorded and QuickSight behind its own variable.</summary>
public sealed class CommandTests : IDisposable
{
    private const string Dashboard = "studylake-imaging-volume";
    private readonly RecordedAws _aws = new();

    [Fact]
    public async Task A_dashboard_goes_from_files_to_QuickSight_and_back()
    {
        await using var deployed = await Deployed.StartAsync();
        deployed.Service.Polls = 1;
        var run = Run(deployed);
        string[] target = ["--definitions", deployed.Folder, "--stage", "test"];

        var dry = await run.StudyLakeAsync([
            "dashboards",
            "deploy",
            .. target,
            "--principal",
            Deployed.Reader,
            "--dry-run",
        ]);
        Assert.Equal((0, 0), (dry.ExitCode, deployed.Service.Writes.Count));
        Assert.Contains("would be: 25 created", dry.Errors, StringComparison.Ordinal);
        var missing = await run.StudyLakeAsync(["dashboards", "status", .. target, "--json"]);
        Assert.Equal(3, missing.ExitCode);

        var deploy = await run.StudyLakeAsync(["dashboards", "deploy", .. target, "--principal", Deployed.Reader]);
        Assert.Equal("", deploy.Errors.Replace("25 created", "", StringComparison.Ordinal).Trim());
        Assert.Equal(0, deploy.ExitCode);
        Assert.Contains($"dashboard          {Dashboard}-test version 1", deploy.Output, StringComparison.Ordinal);
        // Workgroup and database are those of the stack.
        Assert.Contains(
            "studylake-wg",
            deployed.Service.Asset("datasource", "studylake-athena-test").Latest.Request.ToJsonString(),
            StringComparison.Ordinal
        );

        var again = await run.StudyLakeAsync([
            "dashboards",
            "deploy",
            .. target,
            "--json",
            "--principal",
            Deployed.Reader,
        ]);
        using var changes = JsonDocument.Parse(again.Output);
        Assert.All(
            changes.RootElement.EnumerateArray(),
            change => Assert.Equal("unchanged", change.GetProperty("action").GetString())
        );

        var status = await run.StudyLakeAsync(["dashboards", "status", .. target]);
        Assert.Equal(0, status.ExitCode);
        Assert.Contains("last read COMPLETED 2026-", status.Output, StringComparison.Ordinal);

        var before = deployed.Files();
        var pull = await run.StudyLakeAsync(["dashboards", "pull", "--all", .. target]);
        Assert.Equal(0, pull.ExitCode);
        Assert.Equal(before, deployed.Files());

        deployed.ChangeInConsole("dashboard", $"{Dashboard}-test", request => request["Name"] = "Mine (test)");
        var drifted = await run.StudyLakeAsync(["dashboards", "status", .. target]);
        Assert.Equal(3, drifted.ExitCode);
        Assert.Contains("changed in QuickSight since", drifted.Output, StringComparison.Ordinal);
        Assert.Contains("differs at $.Name", drifted.Output, StringComparison.Ordinal);
        await run.StudyLakeAsync(["dashboards", "pull", Dashboard, .. target]);
        Assert.Contains(
            "\"Name\": \"Mine\"",
            deployed.Files()["dashboard/imaging-volume.json"],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_failure_is_told_with_its_place_and_ends_with_1()
    {
        await using var deployed = await Deployed.StartAsync();
        deployed.Service.Polls = 0;
        deployed.Service.FailsNext[Dashboard] = new JsonObject
        {
            ["Type"] = "PARAMETER_NOT_FOUND",
            ["Message"] = "no parameter",
            ["ViolatedEntities"] = new JsonArray(new JsonObject { ["Path"] = "sheet/a" }),
        };
        var failed = await Run(deployed).StudyLakeAsync("dashboards", "deploy", "--definitions", deployed.Folder);
        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("  PARAMETER_NOT_FOUND: no parameter (at sheet/a)", failed.Errors, StringComparison.Ordinal);
        Assert.Contains("CREATION_FAILED", failed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_linter_refuses_is_not_deployed()
    {
        await using var deployed = await Deployed.StartAsync();
        deployed.Replace("dashboard/imaging-volume.json", "dataset/studylake-exams\"", "dataset/studylake-gone\"");
        var refused = await Run(deployed).StudyLakeAsync("dashboards", "deploy", "--definitions", deployed.Folder);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("QS112", refused.Errors, StringComparison.Ordinal);
        Assert.Empty(deployed.Service.Requests);
    }

    [Theory]
    [InlineData("pull")]
    [InlineData("pull", "--all", "some-dashboard")]
    [InlineData("deploy", "--definitions", "nowhere")]
    public async Task A_wrong_command_line_ends_with_2(params string[] arguments)
    {
        await using var deployed = await Deployed.StartAsync();
        var (exitCode, _, _) = await Run(deployed).StudyLakeAsync(["dashboards", .. arguments]);
        Assert.Equal(2, exitCode);
    }

    public void Dispose() => _aws.Dispose();

    private AwsRun Run(Deployed deployed)
    {
        _aws.Answers("sts get-caller-identity", $$"""{"Account":"{{QuickSightStandIn.Account}}"}""")
            .Answers(
                "configure export-credentials",
                $$"""{"Version":1,"AccessKeyId":"{{ScriptedService.AccessKey}}","SecretAccessKey":"{{ScriptedService.SecretKey}}"}"""
            )
            .Answers(
                "cloudformation describe-stacks",
                """
                {"Stacks":[{"StackId":"s","StackStatus":"CREATE_COMPLETE","Outputs":[
                {"OutputKey":"WorkGroupName","OutputValue":"studylake-wg"},{"OutputKey":"DatabaseName","OutputValue":"lake_db"}]}]}
                """
            );
        return new AwsRun(
            deployed.Folder,
            new Dictionary<string, string>
            {
                ["PATH"] = $"{_aws.Folder}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
                ["AWS_REGION"] = QuickSightStandIn.Region,
                ["AWS_ENDPOINT_URL_QUICKSIGHT"] = deployed.Service.Address,
            }
        );
    }
}
