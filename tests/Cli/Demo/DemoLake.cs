using StudyLake.Cli.Demo;
using StudyLake.Cli.Query;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Cli.Demo;

/// <summary>A hospital of 150 studies with every special case, taken in wave by wave into a temporary lake.</summary>
public sealed class DemoLake : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

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

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
