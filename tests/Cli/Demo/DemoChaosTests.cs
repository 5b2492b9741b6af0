using StudyLake.Cli.Demo;
using StudyLake.Cli.Query;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Cli.Demo;

/// <summary>Repeated, reordered, damaged, crashed: the totals of the demo are those of the generator.</summary>
public sealed class DemoChaosTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_disturbed_hospital_counts_what_its_generator_counts(int seed)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var place = new DemoPlace(folder.Path);
        place.Clear();
        var chaos = new DemoChaos(place, seed);
        var options = new DemoOptions
        {
            Folder = place.Files,
            Studies = 60,
            Seed = seed,
        };
        var run = new DemoRun(place, options, chaos);
        var hospital = run.Hospital();
        await DemoRegistry.WriteAsync(place.Registry, hospital.Year, cancellationToken);
        await run.FillAsync(hospital, cancellationToken);

        await using var session = await LakeSession.OpenAsync(place.Lake, place.Registry, cancellationToken);
        var checks = await DemoChecks.RunAsync(
            session,
            hospital.CountTruth(cancellationToken),
            cancellationToken,
            hasCopies: true
        );

        Assert.Empty(checks.SelectMany(check => check.Differences.Select(line => $"{check.Check.Name}: {line}")));
        foreach (var fault in new[] { "events repeated ", "events repeated out of order", "requeued", "cut off" })
            Assert.Contains(fault, chaos.ToString(), StringComparison.Ordinal);
    }
}
