using StudyLake.Analytics;
using StudyLake.Aws.Athena;
using StudyLake.Aws.Template;
using StudyLake.Cli.Demo;
using StudyLake.Cli.Query;
using StudyLake.Tests.Analytics;
using StudyLake.Tests.Aws.Athena;
using StudyLake.Tests.Support;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Cli.Demo;

/// <summary>A hospital of 150 studies with every special case, taken in wave by wave into a temporary lake.</summary>
public sealed class DemoLake : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private AthenaBench? _athena;

    /// <summary>The hospital's own count.</summary>
    internal DemoTruth Truth { get; private set; } =
        new DemoHospital(new() { Folder = "unused", Studies = 1 }).CountTruth();

    /// <summary>Where it is.</summary>
    internal DemoPlace Place => new(_folder.Path);

    /// <summary>Runs the demo.</summary>
    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        Place.Clear();
        var run = new DemoRun(Place, new DemoOptions { Folder = Place.Files, Studies = 150 });
        var hospital = run.Hospital();
        await DemoRegistry.WriteAsync(Place.Registry, hospital.Year, cancellationToken);
        await run.FillAsync(hospital, cancellationToken);
        Truth = hospital.CountTruth(cancellationToken);
    }

    /// <summary>Every difference between a lake and the truth, with the name of its check.</summary>
    internal async Task<IReadOnlyList<string>> DifferencesAsync(string lake)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var session = await LakeSession.OpenAsync(lake, Place.Registry, cancellationToken);
        var results = await DemoChecks.RunAsync(session, Truth, cancellationToken);
        return
        [
            .. results.SelectMany(result =>
                result.Differences.Select(difference => $"{result.Check.Name}: {difference}")
            ),
        ];
    }

    /// <summary>The stand-in for Athena over this lake, its views made as <c>aws apply-views</c> makes them; one for all tests.</summary>
    internal async Task<AthenaEngine> AthenaAsync()
    {
        if (_athena is not null)
            return _athena.Engine;
        var registry = Registry.Load(Place.Registry);
        _athena = await AthenaBench.StartAsync(Place.Lake, new HastyTime());
        _athena.Service.IsComputedOnce = name =>
            HandmadeLake.Catalog.Models.Any(model => model.Name == name && model.Description.IsTable);
        foreach (var table in Registry.Tables)
        {
            await File.WriteAllTextAsync(_folder[table.File], RegistryFiles.Csv(registry, table));
            await _athena.Service.AddCsvTableAsync(RegistryFiles.RawName(table), _folder[table.File]);
        }
        await new ViewInstaller(_athena.Engine, HandmadeLake.Catalog, RegistryFiles.ViewSql).InstallAsync(
            TestContext.Current.CancellationToken
        );
        return _athena.Engine;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_athena is not null)
            await _athena.DisposeAsync();
        _folder.Dispose();
    }
}
