using System.Globalization;
using Amazon.S3;
using Microsoft.Extensions.Time.Testing;
using StudyLake.Analytics;
using StudyLake.Aws.Deployment;
using StudyLake.Aws.S3;
using StudyLake.Aws.Snapshot;
using StudyLake.Aws.Template;
using StudyLake.Cli.DuckDb;
using StudyLake.Tests.Analytics;
using StudyLake.Tests.Aws.Athena;
using StudyLake.Tests.Aws.S3;
using StudyLake.Tests.Support;
using StudyLake.Tests.Support.Aws;
using StudyLake.Transform;

namespace StudyLake.Tests.Aws.Snapshot;

/// <summary>A lake by hand, in a folder for Athena's stand-in and in a bucket of S3's, and a builder over both.</summary>
internal sealed class SnapshotBench : IAsyncDisposable
{
    public const string Bucket = "lake-bucket";

    /// <summary>The models whose plain views the stand-in keeps as tables, as they do not change between two builds.</summary>
    private static readonly HashSet<string> Computed =
    [
        .. HandmadeLake
            .Catalog.Models.Where(model => model.Description.IsTable && !SnapshotModels.Kept.Contains(model.Name))
            .Select(model => model.Name),
    ];

    private readonly AmazonS3Client _client;
    private readonly HashSet<string> _put = [];

    private SnapshotBench(S3StandIn s3, AthenaBench athena, HandmadeLake lake)
    {
        (S3, Athena, Lake) = (s3, athena, lake);
        LakeBucket = s3.Create(Bucket);
        _client = s3.Client();
        Store = new S3LakeStore(_client, new LakeBuckets("log-bucket", Bucket, null));
        athena.Service.IsComputedOnce = Computed.Contains;
        athena.Service.Unloaded = place => LakeBucket.Put($"{place[$"s3://{Bucket}/".Length..]}part.parquet", [1]);
    }

    public S3StandIn S3 { get; }

    public S3Bucket LakeBucket { get; }

    public AthenaBench Athena { get; }

    public HandmadeLake Lake { get; }

    public ILakeStore Store { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 10, 9, 0, 0, 0, TimeSpan.Zero));

    public SnapshotOptions Options { get; init; } =
        new()
        {
            LakeBucket = Bucket,
            Database = AthenaStandIn.Database,
            EntriesPerBucket = 2,
            LargestDelta = 2,
            Grace = TimeSpan.FromMinutes(90),
        };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="lake">What is in it at first; null for nothing.</param>
    public static async Task<SnapshotBench> StartAsync(HandmadeLake? lake = null)
    {
        lake ??= new HandmadeLake();
        var athena = await AthenaBench.StartAsync(lake.Folder, new HastyTime());
        var bench = new SnapshotBench(await S3StandIn.StartAsync(), athena, lake);
        using var folder = new TemporaryFolder();
        foreach (var table in Registry.Tables)
        {
            var csv = RegistryFiles.Csv(lake.Registry, table);
            await File.WriteAllTextAsync(folder[table.File], csv, Cancellation);
            await athena.Service.AddCsvTableAsync(RegistryFiles.RawName(table), folder[table.File]);
            bench.LakeBucket.Put(RegistryFiles.Key(table), System.Text.Encoding.UTF8.GetBytes(csv));
            await athena.Engine.ExecuteAsync(
                $"create or replace view {table.Name} as\n{RegistryFiles.ViewSql(table)}",
                Cancellation
            );
        }
        foreach (var model in HandmadeLake.Catalog.Views)
            if (HandmadeLake.Catalog.Between(SnapshotModels.Raw, model.Name).IsEmpty)
                await athena.Engine.ExecuteAsync($"create or replace view {model.Name} as\n{model.Sql}", Cancellation);
        return bench;
    }

    /// <summary>Writes the rows that were added as files of that name, and shows them to both.</summary>
    public async Task WriteAsync(string file)
    {
        Lake.Write(file);
        foreach (var path in Directory.GetFiles(Lake.Folder, "*.parquet", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(Lake.Folder, path).Replace('\\', '/');
            if (_put.Add(name))
                LakeBucket.Put(name, [1]);
        }
        await Athena.Service.RefreshAsync();
    }

    public SnapshotBuilder Builder(Func<IQueryEngine, IQueryEngine>? engine = null, ILakeStore? store = null) =>
        new(store ?? Store, run => (engine ?? (same => same))(Athena.Open(run)), HandmadeLake.Catalog, Options, Clock);

    /// <summary>Makes the tables of reports, or goes on with it.</summary>
    public Task<ReportTablesSummary> MakeTablesAsync(
        bool isAsked = false,
        Func<IQueryEngine, IQueryEngine>? engine = null
    ) =>
        new ReportTablesBuilder(
            Store,
            run => (engine ?? (same => same))(Athena.Open(run)),
            HandmadeLake.Catalog,
            Options,
            Clock
        ).MakeAsync(isAsked, Cancellation);

    /// <summary>Builds, a minute later than the time before.</summary>
    public Task<SnapshotSummary> BuildAsync(bool isWhole = false)
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        return Builder().BuildAsync(isWhole, Cancellation);
    }

    /// <summary>Fails unless these models give the same rows by way of the snapshot and by DuckDB over all events.</summary>
    public async Task AssertSameAsync(string where, IEnumerable<string> models)
    {
        await using var duck = await DuckDbEngine.OpenAsync(
            new DuckDbOptions { Lake = Lake.Folder, Threads = 1 },
            Cancellation
        );
        var views = new ViewInstaller(duck, HandmadeLake.Catalog, Lake.Registry);
        foreach (var model in models)
        {
            var columns = string.Join(
                ", ",
                HandmadeLake.Catalog[model].Description.Columns.Select(column => column.Name)
            );
            var query = $"select {columns} from {model}";
            await views.PrepareAsync(query, Cancellation);
            var (expected, found) = (
                await TextsAsync(duck, query),
                await TextsAsync(Athena.Open($"{where} {model}"), query)
            );
            Assert.True(
                expected.SequenceEqual(found),
                $"{where}, {model}: expected\n{string.Join('\n', expected.Except(found))}\nfound\n{string.Join('\n', found.Except(expected))}"
            );
        }
    }

    /// <summary>Makes every plain view anew but those that the snapshot has put in place.</summary>
    public async Task InstallOthersAsync()
    {
        var views = new ViewInstaller(
            Athena.Open($"views {Clock.GetUtcNow():O}"),
            HandmadeLake.Catalog,
            RegistryFiles.ViewSql
        );
        foreach (var model in SnapshotModels.Kept)
            views.Provide(model);
        await views.InstallAsync(Cancellation);
    }

    /// <summary>Makes every view plain, as <c>studylake aws apply-views</c> does.</summary>
    public async Task SwitchOffAsync()
    {
        // Of all events, as plain views are, but not once more for each of the hundred times that marts mention them.
        Athena.Service.IsComputedOnce = name => Computed.Contains(name) || SnapshotModels.Kept.Contains(name);
        var views = new ViewDeployment(Athena.Open($"apply {Clock.GetUtcNow():O}"), HandmadeLake.Catalog, _ => { });
        await views.ApplyAsync(Cancellation);
        Athena.Service.IsComputedOnce = Computed.Contains;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Athena.DisposeAsync();
        await S3.DisposeAsync();
        await Lake.DisposeAsync();
    }

    private static async Task<List<string>> TextsAsync(IQueryEngine engine, string query)
    {
        await using var result = await engine.QueryAsync(query, [], Cancellation);
        return
        [
            .. (await result.ToArrayAsync(Cancellation))
                .Select(row =>
                    string.Join('|', row.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)))
                )
                .Order(StringComparer.Ordinal),
        ];
    }
}
