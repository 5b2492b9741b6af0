using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StudyLake.Aws.QuickSight;
using StudyLake.Tests.Support;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.QuickSight;

/// <summary>The repository's dashboards brought to QuickSight's stand-in: once, again, after failures and crashes.</summary>
public sealed partial class DeploymentTests
{
    private const string Dashboard = "studylake-imaging-volume";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_first_deployment_creates_everything_and_the_second_writes_nothing(bool addsDefaults)
    {
        await using var deployed = await Deployed.StartAsync();
        deployed.Service.AddsDefaults = addsDefaults;
        var first = await deployed.DeployAsync();
        Assert.Equal(deployed.Files().Count, first.Length);
        Assert.All(first, change => Assert.Equal(AssetAction.Created, change.Action));
        // Source, data sets, refreshes, theme, dashboard: none before what it needs, or the stand-in had refused it.
        Assert.Equal(("data source", "dashboard"), (first[0].Kind, first[^1].Kind));
        Assert.Equal(1, first[^1].Version);
        var asset = deployed.Service.Asset("dashboard", Dashboard);
        Assert.True(asset.Latest.IsSuccessful);
        Assert.Equal([Deployed.Reader], asset.Permissions.Keys);
        var writes = deployed.Service.Writes.Count;

        var second = await deployed.DeployAsync();

        Assert.All(second, change => Assert.Equal(AssetAction.Unchanged, change.Action));
        Assert.Equal(writes, deployed.Service.Writes.Count);
    }

    [Fact]
    public async Task Every_placeholder_has_its_value_and_parameters_of_QuickSight_stay()
    {
        await using var deployed = await Deployed.StartAsync();
        await deployed.DeployAsync();
        var bodies = deployed.Service.Requests.Select(Deployed.Text).Where(text => text.Length > 0).ToList();
        var left = bodies.SelectMany(body => Placeholder().Matches(body)).Select(match => match.Value).Distinct();
        // By hand from the definition: the parameters that its expressions and titles name.
        Assert.Equal(
            ["${From}", "${Modality}", "${Site}", "${SizeUnit}", "${StorageSpace}", "${To}"],
            left.Order(StringComparer.Ordinal)
        );
        var source = deployed.Service.Asset("datasource", "studylake-athena").Latest.Request;
        Assert.Equal("studylake", (string?)source["DataSourceParameters"]?["AthenaParameters"]?["WorkGroup"]);
        var volume = deployed.Service.Asset("dataset", "studylake-volume").Latest.Request.ToJsonString();
        Assert.Contains("datasource/studylake-athena", volume, StringComparison.Ordinal);
        Assert.Contains("lake_db", volume, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stage_stands_beside_another_with_ids_and_names_of_its_own()
    {
        await using var deployed = await Deployed.StartAsync();
        await deployed.DeployAsync();
        var before = deployed.Service.State();
        var live = deployed.Service.Assets.Count;
        deployed.Stage = (deployed.Stage with { Name = "test" }).Check();
        await deployed.DeployAsync();
        Assert.Equal(2 * live, deployed.Service.Assets.Count);
        Assert.All(
            before.Split('\n'),
            line => Assert.Contains(line, deployed.Service.State(), StringComparison.Ordinal)
        );
        var request = deployed.Service.Asset("dashboard", $"{Dashboard}-test").Latest.Request;
        Assert.Equal("StudyLake: imaging volume (test)", (string?)request["Name"]);
        Assert.EndsWith("theme/studylake-calm-test", (string?)request["ThemeArn"], StringComparison.Ordinal);
        Assert.All(
            request["Definition"]?["DataSetIdentifierDeclarations"]?.AsArray() ?? [],
            declared => Assert.EndsWith("-test", (string?)declared?["DataSetArn"], StringComparison.Ordinal)
        );
        var volume = deployed.Service.Asset("dataset", "studylake-volume-test").Latest.Request.ToJsonString();
        Assert.Contains("dataset/studylake-site-access-test", volume, StringComparison.Ordinal);
        Assert.Contains("datasource/studylake-athena-test", volume, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_file_updates_what_it_describes_and_nothing_else()
    {
        await using var deployed = await Deployed.StartAsync();
        deployed.Service.AddsDefaults = true;
        await deployed.DeployAsync();
        deployed.Replace("dashboard/imaging-volume.json", "StudyLake: imaging volume", "StudyLake: volume");
        var changes = await deployed.DeployAsync();
        var changed = Assert.Single(changes, change => change.Action != AssetAction.Unchanged);
        Assert.Equal(
            (AssetAction.Updated, Dashboard, 2L, false),
            (changed.Action, changed.Id, changed.Version ?? 0, changed.Overwritten)
        );
        Assert.Equal(2, deployed.Service.Asset("dashboard", Dashboard).Published);
    }

    [Fact]
    public async Task What_QuickSight_finds_wrong_later_is_told_with_its_place_and_readers_keep_what_they_see()
    {
        await using var deployed = await Deployed.StartAsync();
        await deployed.DeployAsync();
        deployed.Replace("dashboard/imaging-volume.json", "StudyLake: imaging volume", "StudyLake: volume");
        deployed.Service.FailsNext[Dashboard] = new JsonObject
        {
            ["Type"] = "COLUMN_TYPE_MISMATCH",
            ["Message"] = "Expected a DATETIME",
            ["ViolatedEntities"] = new JsonArray(new JsonObject { ["Path"] = "sheet/overview/visual/exams" }),
        };
        var exception = await Assert.ThrowsAsync<DashboardDeploymentException>(() => deployed.DeployAsync());
        Assert.Contains(Dashboard, exception.Message, StringComparison.Ordinal);
        Assert.Contains("UPDATE_FAILED", exception.Message, StringComparison.Ordinal);
        Assert.Equal(
            "COLUMN_TYPE_MISMATCH: Expected a DATETIME (at sheet/overview/visual/exams)",
            Assert.Single(exception.Details)
        );
        Assert.Equal(1, deployed.Service.Asset("dashboard", Dashboard).Published);

        var again = await deployed.DeployAsync();

        Assert.Equal(AssetAction.Updated, again[^1].Action);
        Assert.Equal(3, deployed.Service.Asset("dashboard", Dashboard).Published);
    }

    [Fact]
    public async Task A_failed_creation_is_repaired_by_an_update()
    {
        await using var deployed = await Deployed.StartAsync();
        deployed.Service.FailsNext["studylake-athena"] = new JsonObject
        {
            ["Type"] = "ACCESS_DENIED",
            ["Message"] = "QuickSight may not use Athena",
        };
        var exception = await Assert.ThrowsAsync<DashboardDeploymentException>(() => deployed.DeployAsync());
        Assert.Equal("ACCESS_DENIED: QuickSight may not use Athena", Assert.Single(exception.Details));
        var again = await deployed.DeployAsync();
        Assert.Equal(AssetAction.Updated, again[0].Action);
        Assert.All(again.Skip(1), change => Assert.Equal(AssetAction.Created, change.Action));
    }

    [Fact]
    public async Task A_dry_run_only_asks()
    {
        await using var deployed = await Deployed.StartAsync();
        var planned = await deployed.DeployAsync(isDryRun: true);
        Assert.All(planned, change => Assert.Equal(AssetAction.Created, change.Action));
        Assert.Empty(deployed.Service.Writes);
        await deployed.DeployAsync();
        var writes = deployed.Service.Writes.Count;
        deployed.Replace("theme/calm.json", "#0072B2", "#0072B3");
        planned = await deployed.DeployAsync(isDryRun: true);
        Assert.Equal(
            ["studylake-calm"],
            planned.Where(change => change.Action == AssetAction.Updated).Select(change => change.Id)
        );
        Assert.Equal(writes, deployed.Service.Writes.Count);
    }

    [Fact]
    public async Task A_run_that_ends_after_any_write_is_finished_by_the_next()
    {
        await using var whole = await Deployed.StartAsync();
        await whole.DeployAsync();
        var writes = whole.Service.Writes.Count;
        // Each file is written once, and all but refreshes have a tag.
        var files = whole.Files().Keys;
        var refreshes = files.Count(file => file.StartsWith("refresh", StringComparison.Ordinal));
        Assert.Equal((2 * files.Count()) - refreshes, writes);
        // One run for each write takes minutes: all of them only where everything counts.
        var runs = Enumerable.Range(1, writes).Where(at => at % (Needs.Everything ? 1 : 6) == 0 || at > writes - 4);
        foreach (var at in runs)
        {
            await using var cut = await Deployed.StartAsync();
            using var stop = new CancellationTokenSource();
            var done = 0;
            cut.Service.AfterWrite = () =>
            {
                if (++done == at)
                    stop.Cancel();
            };
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cut.DeployAsync(false, stop.Token));
            cut.Service.AfterWrite = null;
            await cut.DeployAsync();
            Assert.Equal(whole.Service.State(), cut.Service.State());
            Assert.All(await cut.DeployAsync(), change => Assert.Equal(AssetAction.Unchanged, change.Action));
        }
    }

    [Fact]
    public async Task A_version_that_was_made_and_not_shown_is_shown()
    {
        await using var deployed = await Deployed.StartAsync();
        await deployed.DeployAsync();
        deployed.Replace("dashboard/imaging-volume.json", "StudyLake: imaging volume", "StudyLake: volume");
        await deployed.DeployAsync();
        deployed.Service.Asset("dashboard", Dashboard).Published = 1;
        var changes = await deployed.DeployAsync();
        Assert.Equal(AssetAction.Published, changes[^1].Action);
        Assert.Equal(2, deployed.Service.Asset("dashboard", Dashboard).Published);
    }

    [Fact]
    public async Task A_change_in_the_console_is_overwritten_and_said()
    {
        await using var deployed = await Deployed.StartAsync();
        deployed.Service.AddsDefaults = true;
        await deployed.DeployAsync();
        deployed.ChangeInConsole("dashboard", Dashboard, request => request["Name"] = "My copy");
        var changes = await deployed.DeployAsync();
        Assert.Equal((AssetAction.Updated, true), (changes[^1].Action, changes[^1].Overwritten));
        Assert.Equal(
            "StudyLake: imaging volume",
            (string?)deployed.Service.Asset("dashboard", Dashboard).Latest.Request["Name"]
        );
    }

    [Fact]
    public async Task Permissions_are_added_and_nobody_loses_any()
    {
        await using var deployed = await Deployed.StartAsync();
        await deployed.DeployAsync();
        const string second = $"{Deployed.Reader}-2";
        deployed.Stage = deployed.Stage with { Principals = [second] };
        var changes = await deployed.DeployAsync();
        Assert.All(
            changes.Where(change => change.Kind is "data source" or "data set" or "theme" or "dashboard"),
            change => Assert.Equal(AssetAction.Granted, change.Action)
        );
        var held = deployed.Service.Asset("dashboard", Dashboard).Permissions;
        Assert.Equal([Deployed.Reader, second], held.Keys);
        Assert.Contains("quicksight:QueryDashboard", held[second]);
        Assert.All(await deployed.DeployAsync(), change => Assert.Equal(AssetAction.Unchanged, change.Action));
    }

    [Fact]
    public async Task Without_a_principal_nothing_is_granted()
    {
        await using var deployed = await Deployed.StartAsync();
        deployed.Stage = deployed.Stage with { Principals = [] };
        await deployed.DeployAsync();
        Assert.All(deployed.Service.Assets.Values, asset => Assert.Empty(asset.Permissions));
    }

    [Fact]
    public async Task Throttling_delays_and_does_not_fail()
    {
        await using var deployed = await Deployed.StartAsync();
        deployed.Service.Throttles = 3;
        Assert.All(await deployed.DeployAsync(), change => Assert.Equal(AssetAction.Created, change.Action));
    }

    [Fact]
    public async Task A_data_set_that_nobody_describes_fails_the_dashboard_that_reads_it()
    {
        await using var deployed = await Deployed.StartAsync();
        deployed.Replace("dashboard/imaging-volume.json", "dataset/studylake-exams\"", "dataset/studylake-gone\"");
        var exception = await Assert.ThrowsAsync<DashboardDeploymentException>(() => deployed.DeployAsync());
        Assert.StartsWith("DATA_SET_NOT_FOUND", Assert.Single(exception.Details), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("datasource/athena.json", "\"ATHENA\"", "\"PRESTO\"", "Type to be \"PRESTO\", found \"ATHENA\"")]
    [InlineData(
        "dataset/site-access.json",
        ",\n  \"UseAs\": \"RLS_RULES\"",
        "",
        "UseAs to be absent, found \"RLS_RULES\""
    )]
    public async Task What_cannot_be_changed_is_said(string file, string old, string text, string message)
    {
        await using var deployed = await Deployed.StartAsync();
        await deployed.DeployAsync();
        deployed.Replace(file, old, text);
        var exception = await Assert.ThrowsAsync<DashboardDeploymentException>(() => deployed.DeployAsync());
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_names_the_asset_and_what_QuickSight_said()
    {
        await using var deployed = await Deployed.StartAsync();
        deployed.Stage = deployed.Stage with { AccountId = QuickSightStandIn.Account, Principals = ["${Nobody}"] };
        var exception = await Assert.ThrowsAsync<DashboardDeploymentException>(() => deployed.DeployAsync());
        Assert.StartsWith("data source studylake-athena: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("InvalidParameterValueException (400)", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12345678901", "lake", null, "arn:aws:x")]
    [InlineData(QuickSightStandIn.Account, "lake\".x; --", null, "arn:aws:x")]
    [InlineData(QuickSightStandIn.Account, "lake", "Test Stage", "arn:aws:x")]
    [InlineData(QuickSightStandIn.Account, "lake", null, "somebody@example.org")]
    public void A_stage_with_a_value_of_another_form_is_refused(
        string account,
        string database,
        string? name,
        string principal
    ) =>
        Assert.Throws<ArgumentException>(() =>
            new DeploymentStage
            {
                AccountId = account,
                Region = "eu-central-1",
                Partition = "aws",
                WorkGroup = "w",
                Database = database,
                Name = name,
                Principals = [principal],
            }.Check()
        );

    [GeneratedRegex(@"\$\{[A-Za-z]+\}")]
    private static partial Regex Placeholder();
}
