using System.Text.Json.Nodes;
using StudyLake.Aws.QuickSight;

namespace StudyLake.Tests.Aws.QuickSight;

/// <summary>What is said of a stage.</summary>
public sealed class StatusTests
{
    private const string Dashboard = "studylake-imaging-volume";

    [Fact]
    public async Task Before_a_deployment_nothing_is_there_and_after_it_all_is_well()
    {
        await using var deployed = await Deployed.StartAsync();
        deployed.Service.AddsDefaults = true;
        Assert.All(await deployed.StatusAsync(), status => Assert.False(status.IsDeployed));
        await deployed.DeployAsync();
        var found = await deployed.StatusAsync();
        Assert.All(found, status => Assert.True(status.IsWell, status.Id));
        var dashboard = Assert.Single(found, status => status.Kind == "dashboard");
        Assert.Equal(
            ("CREATION_SUCCESSFUL", 1L, 1L),
            (dashboard.Status, dashboard.Version ?? 0, dashboard.PublishedVersion ?? 0)
        );
        // Only what is kept in SPICE is read in ahead; counted in the files.
        var spice = deployed
            .Files()
            .Values.Count(text => text.Contains("\"ImportMode\": \"SPICE\"", StringComparison.Ordinal));
        Assert.Equal(spice, found.Count(status => status.Ingestion is not null));
        Assert.All(
            found.Select(status => status.Ingestion).OfType<IngestionStatus>(),
            ingestion => Assert.Equal(("COMPLETED", 1000L), (ingestion.Status, ingestion.Rows ?? 0))
        );
    }

    [Fact]
    public async Task Who_changed_it_is_told_apart()
    {
        await using var deployed = await Deployed.StartAsync();
        deployed.Service.AddsDefaults = true;
        await deployed.DeployAsync();
        deployed.Replace("dashboard/imaging-volume.json", "StudyLake: imaging volume", "StudyLake: volume");
        var file = (await deployed.StatusAsync())[^1];
        Assert.Equal(Drift.File, file.Drift);
        Assert.Contains("$.Name", file.Differences);
        deployed.ChangeInConsole("dashboard", Dashboard, request => request["Name"] = "Another");
        Assert.Equal(Drift.Both, (await deployed.StatusAsync())[^1].Drift);
        deployed.Replace("dashboard/imaging-volume.json", "StudyLake: volume", "StudyLake: imaging volume");
        Assert.Equal(Drift.QuickSight, (await deployed.StatusAsync())[^1].Drift);
        deployed.Service.Asset("dashboard", Dashboard).Tags.Clear();
        Assert.Equal(Drift.Unknown, (await deployed.StatusAsync())[^1].Drift);
    }

    [Fact]
    public async Task A_failed_version_is_told_with_its_reason_beside_the_one_that_is_shown()
    {
        await using var deployed = await Deployed.StartAsync();
        await deployed.DeployAsync();
        deployed.Replace("dashboard/imaging-volume.json", "StudyLake: imaging volume", "StudyLake: volume");
        deployed.Service.FailsNext[Dashboard] = new JsonObject { ["Type"] = "ACCESS_DENIED", ["Message"] = "no" };
        await Assert.ThrowsAsync<DashboardDeploymentException>(() => deployed.DeployAsync());
        var status = (await deployed.StatusAsync())[^1];
        Assert.Equal(("UPDATE_FAILED", 2L, 1L), (status.Status, status.Version ?? 0, status.PublishedVersion ?? 0));
        Assert.Equal("ACCESS_DENIED: no", Assert.Single(status.Errors));
        Assert.False(status.IsWell);
    }
}
