using System.Diagnostics;
using System.Globalization;
using CsCheck;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Simulation;

/// <summary>Whatever is repeated, lost, reordered, delayed, damaged or killed, the counts come out right.</summary>
/// <remarks>
/// <c>STUDYLAKE_SIMULATION_HISTORIES</c> sets how many histories each configuration gets: unless said 50,000 where
/// <c>STUDYLAKE_NO_SKIP=1</c> is set, and 2,000 elsewhere;
/// <c>CsCheck_Seed</c> begins with one seed, such as one that a failure printed.
/// </remarks>
public sealed class SimulationTests
{
    private static readonly int Histories = int.Parse(
        Environment.GetEnvironmentVariable("STUDYLAKE_SIMULATION_HISTORIES") ?? (Needs.Everything ? "50000" : "2000"),
        CultureInfo.InvariantCulture
    );

    [Theory]
    [InlineData("all faults")]
    [InlineData("all faults and one notification in ten lost")]
    [InlineData("all faults, nothing lost and nobody reconciles")]
    public void Counts_come_out_right_after_any_history(string configuration)
    {
        var settings = SettingsOf(configuration);
        Sample(
            $"simulation, {configuration}",
            Histories,
            (history, faults) => new World(history, settings, Components.Right, faults).Run()
        );
    }

    [Theory]
    [InlineData("all faults")]
    [InlineData("all faults and one notification in ten lost")]
    [InlineData("all faults, nothing lost and nobody reconciles")]
    public void Counts_come_out_right_with_the_transform_compaction_and_replay_that_ship(string configuration)
    {
        var settings = SettingsOf(configuration);
        var components = Components.Right with { StreamSink = SimFirehoseClient.Sink };
        var faults = Sample(
            $"simulation over Parquet, {configuration}",
            Histories / 100,
            (history, faults) =>
                new World(history, settings, components, faults, lake: static world => new RealLake(world)).Run()
        );
        // A few histories may go without one of them.
        if (Histories < 10_000)
            return;
        Assert.All(
            [Fault.StoreCallDied, Fault.CompactionBesideTransform, Fault.SegmentCorrupted],
            fault => Assert.True(faults[fault] > 0, $"{fault} never happened")
        );
    }

    private static SimulationSettings SettingsOf(string configuration) =>
        configuration switch
        {
            "all faults" => SimulationSettings.AllFaults,
            "all faults and one notification in ten lost" => SimulationSettings.WithLoss,
            _ => SimulationSettings.WithoutReconcile,
        };

    private static FaultTally Sample(string name, int histories, Action<History, FaultTally> run)
    {
        var faults = new FaultTally();
        var watch = Stopwatch.StartNew();
        History.Any.Sample(
            history => run(history, faults),
            iter: histories,
            threads: 1,
            print: history => history.ToString()
        );
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {histories:N0} histories in {watch.Elapsed.TotalSeconds:F0} s; {faults}; violations 0"
            )
        );
        return faults;
    }
}
