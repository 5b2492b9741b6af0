using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using StudyLake.Aws.QuickSight;
using StudyLake.Cli.Commands;
using StudyLake.Dashboards.Model;
using StudyLake.Tests.Support;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.QuickSight;

/// <summary>A copy of the repository's definitions, and a QuickSight to deploy them to.</summary>
internal sealed class Deployed : IAsyncDisposable
{
    public const string Reader =
        $"arn:aws:quicksight:{QuickSightStandIn.Region}:{QuickSightStandIn.Account}:group/default/readers";

    private readonly TemporaryFolder _folder = new();

    private Deployed(QuickSightStandIn service) => (Service, Connection) = (service, service.Connect());

    public QuickSightStandIn Service { get; }

    public QuickSightConnection Connection { get; }

    public InstantTime Time { get; } = new();

    public DeploymentStage Stage { get; set; } =
        new DeploymentStage
        {
            AccountId = QuickSightStandIn.Account,
            Region = QuickSightStandIn.Region,
            Partition = "aws",
            WorkGroup = "studylake",
            Database = "lake_db",
            Principals = [Reader],
        }.Check();

    public string Folder => _folder.Path;

    public IReadOnlyList<DashboardAsset> Assets => DashboardsTarget.AssetsOrNone(AssetFolder.Load([Folder]));

    public static async Task<Deployed> StartAsync()
    {
        var deployed = new Deployed(await QuickSightStandIn.StartAsync());
        var source = Path.Combine(Repository.Root, "dashboards", "definitions");
        foreach (var file in Directory.EnumerateFiles(source, "*.json", SearchOption.AllDirectories))
            deployed._folder.Write(Path.GetRelativePath(source, file), await File.ReadAllBytesAsync(file));
        return deployed;
    }

    public async Task<ImmutableArray<AssetChange>> DeployAsync(
        bool isDryRun = false,
        CancellationToken cancellationToken = default
    )
    {
        var changes = ImmutableArray.CreateBuilder<AssetChange>();
        await new DashboardDeployment(Connection, Stage, Time, _ => { }).DeployAsync(
            Assets,
            isDryRun,
            changes.Add,
            cancellationToken
        );
        return changes.ToImmutable();
    }

    /// <summary>Pulls and writes what changed.</summary>
    public async Task<ImmutableArray<PulledFile>> PullAsync(string? dashboard)
    {
        var files = await new DashboardPull(Connection, Stage).PullAsync(Assets, dashboard, Folder, default);
        foreach (var file in files.Where(file => file.Content is not null))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file.File) ?? Folder);
            await File.WriteAllBytesAsync(file.File, file.Content ?? []);
        }
        return files;
    }

    public Task<ImmutableArray<AssetStatus>> StatusAsync() =>
        new DeploymentStatus(Connection, Stage).GetAsync(Assets, default);

    /// <summary>Every file by its name below the folder.</summary>
    public ImmutableSortedDictionary<string, string> Files() =>
        Directory
            .EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
            .ToImmutableSortedDictionary(
                file => Path.GetRelativePath(Folder, file).Replace('\\', '/'),
                File.ReadAllText,
                StringComparer.Ordinal
            );

    public void Replace(string file, string old, string text)
    {
        var path = Path.Combine(Folder, file);
        var content = File.ReadAllText(path);
        Assert.Contains(old, content, StringComparison.Ordinal);
        File.WriteAllText(path, content.Replace(old, text, StringComparison.Ordinal));
    }

    /// <summary>Somebody changes an asset in the console: a version of its own.</summary>
    public void ChangeInConsole(string arnWord, string id, Action<JsonObject> change)
    {
        var asset = Service.Asset(arnWord, id);
        var request = asset.Latest.Request.DeepClone().AsObject();
        change(request);
        if (asset.Collection.StartsWith("data-", StringComparison.Ordinal))
            asset.Versions.Clear();
        asset.Versions.Add(new QuickSightVersion(request, isCreate: false, polls: 0, []));
        asset.Published = asset.Versions.Count;
    }

    public static string Text(RecordedRequest request) => Encoding.UTF8.GetString(request.Body);

    public async ValueTask DisposeAsync()
    {
        Connection.Dispose();
        await Service.DisposeAsync();
        _folder.Dispose();
        Assert.Empty(Service.Failures);
    }
}
