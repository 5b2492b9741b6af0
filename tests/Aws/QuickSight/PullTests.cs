using System.Text.Json.Nodes;
using StudyLake.Aws.QuickSight;
using StudyLake.Tests.Support;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.QuickSight;

/// <summary>Files brought back from QuickSight's stand-in.</summary>
public sealed class PullTests
{
    private const string Dashboard = "studylake-imaging-volume";

    public static TheoryData<string> Definitions =>
        [
            .. Directory
                .EnumerateFiles(
                    Path.Combine(Repository.Root, "dashboards", "definitions"),
                    "*.json",
                    SearchOption.AllDirectories
                )
                .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Definitions))]
    public void A_file_of_the_repository_is_written_as_pull_writes_it(string file)
    {
        var content = File.ReadAllText(Path.Combine(Repository.Root, file));
        var json = JsonNode.Parse(content)?.AsObject() ?? [];
        Assert.Equal(content, System.Text.Encoding.UTF8.GetString(NormalJson.File(json)));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task A_pull_after_a_deployment_leaves_every_byte(bool addsDefaults, bool hasTags)
    {
        await using var deployed = await Deployed.StartAsync();
        deployed.Service.AddsDefaults = addsDefaults;
        deployed.Stage = deployed.Stage with { Name = "test" };
        await deployed.DeployAsync();
        if (!hasTags)
            foreach (var asset in deployed.Service.Assets.Values)
                asset.Tags.Clear();
        var before = deployed.Files();
        var pulled = await deployed.PullAsync(null);
        Assert.All(pulled, file => Assert.Equal(PulledState.Unchanged, file.State));
        Assert.Equal(before.Count, pulled.Length);
        Assert.Equal(before, deployed.Files());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("test")]
    public async Task A_change_in_the_console_changes_its_lines_and_no_other(string? stage)
    {
        await using var deployed = await Deployed.StartAsync();
        deployed.Stage = deployed.Stage with { Name = stage };
        await deployed.DeployAsync();
        var before = deployed.Files();
        var suffix = stage is null ? "" : $"-{stage}";
        deployed.ChangeInConsole(
            "dashboard",
            Dashboard + suffix,
            request => Sheet(request)["Name"] = "Overview of the month"
        );
        var pulled = await deployed.PullAsync(Dashboard);
        var changed = Assert.Single(pulled, file => file.State != PulledState.Unchanged);
        Assert.Equal(("dashboard", PulledState.Changed), (changed.Kind, changed.State));
        var after = deployed.Files();
        var lines = before["dashboard/imaging-volume.json"]
            .Split('\n')
            .Zip(after["dashboard/imaging-volume.json"].Split('\n'));
        Assert.Equal(
            "\"Name\": \"Overview of the month\",",
            Assert.Single(lines, pair => pair.First != pair.Second).Second.Trim()
        );
        Assert.Equal(before.Remove("dashboard/imaging-volume.json"), after.Remove("dashboard/imaging-volume.json"));
        // What was pulled is what stands.
        Assert.All(await deployed.DeployAsync(), change => Assert.Equal(AssetAction.Unchanged, change.Action));
    }

    [Fact]
    public async Task A_visual_that_was_added_in_the_console_is_the_only_addition()
    {
        await using var deployed = await Deployed.StartAsync();
        await deployed.DeployAsync();
        var before = deployed.Files()["dashboard/imaging-volume.json"];
        deployed.ChangeInConsole(
            "dashboard",
            Dashboard,
            request =>
                Sheet(request)["Visuals"]
                    ?.AsArray()
                    .Insert(
                        0,
                        new JsonObject
                        {
                            ["EmptyVisual"] = new JsonObject
                            {
                                ["VisualId"] = "added",
                                ["DataSetIdentifier"] = "volume",
                                ["Actions"] = new JsonArray(),
                            },
                        }
                    )
        );
        await deployed.PullAsync(Dashboard);
        var after = deployed.Files()["dashboard/imaging-volume.json"];
        // An object with one member of two: three braces' lines and the two members.
        Assert.Equal(6, after.Split('\n').Length - before.Split('\n').Length);
        Assert.DoesNotContain("\"Actions\": []", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Placeholders_are_put_back_into_what_is_new()
    {
        await using var deployed = await Deployed.StartAsync();
        deployed.Stage = deployed.Stage with { Name = "test" };
        await deployed.DeployAsync();
        deployed.ChangeInConsole(
            "dataset",
            "studylake-device-days-test",
            request =>
            {
                var table = request["PhysicalTableMap"]?["device-days"]?["CustomSql"]?.AsObject();
                Assert.NotNull(table);
                table["SqlQuery"] = "select * from \"lake_db\".volume_daily";
                table["DataSourceArn"] =
                    $"arn:aws:quicksight:eu-central-1:{QuickSightStandIn.Account}:datasource/other-test";
            }
        );
        await deployed.PullAsync(null);
        var file = deployed.Files()["dataset/device-days.json"];
        Assert.Contains("\"select * from \\\"${Database}\\\".volume_daily\"", file, StringComparison.Ordinal);
        Assert.Contains(
            "\"arn:aws:quicksight:${Region}:${AccountId}:datasource/other\"",
            file,
            StringComparison.Ordinal
        );
        Assert.Contains("\"Name\": \"StudyLake device days\"", file, StringComparison.Ordinal);
        Assert.DoesNotContain(QuickSightStandIn.Account, file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dashboard_that_has_no_file_comes_with_all_that_it_needs()
    {
        await using var deployed = await Deployed.StartAsync();
        await deployed.DeployAsync();
        var before = deployed.Files();
        foreach (var file in Directory.EnumerateFiles(deployed.Folder, "*.json", SearchOption.AllDirectories))
            File.Delete(file);
        var pulled = await deployed.PullAsync(Dashboard);
        Assert.All(pulled, file => Assert.Equal(PulledState.Added, file.State));
        var names = deployed.Files().Keys.ToList();
        Assert.Contains($"dashboard/{Dashboard}.json", names);
        Assert.Contains("theme/studylake-calm.json", names);
        Assert.Contains("datasource/studylake-athena.json", names);
        // The data set with the rules is reached through those that it protects.
        Assert.Contains("dataset/studylake-site-access.json", names);
        var definition = JsonNode.Parse(before["dashboard/imaging-volume.json"])?["Definition"];
        var found = JsonNode.Parse(deployed.Files()[$"dashboard/{Dashboard}.json"])?["Definition"];
        Assert.True(NormalJson.AreEqual(definition, found));
    }

    [Fact]
    public async Task An_id_that_is_no_name_of_a_file_is_refused()
    {
        await using var deployed = await Deployed.StartAsync();
        await Assert.ThrowsAsync<DashboardDeploymentException>(() => deployed.PullAsync("../../outside"));
    }

    [Fact]
    public async Task A_dashboard_that_is_not_there_is_an_error_and_a_file_without_its_asset_is_told()
    {
        await using var deployed = await Deployed.StartAsync();
        await Assert.ThrowsAsync<DashboardDeploymentException>(() => deployed.PullAsync("nowhere"));
        Assert.All(await deployed.PullAsync(null), file => Assert.Equal(PulledState.Missing, file.State));
    }

    private static JsonObject Sheet(JsonObject request) =>
        request["Definition"]?["Sheets"]?[0]?.AsObject() ?? throw new InvalidOperationException("Expected a sheet.");
}
