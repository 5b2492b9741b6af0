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
        var settings = configuration switch
        {
            "all faults" => SimulationSettings.AllFaults,
            "all faults and one notification in ten lost" => SimulationSettings.WithLoss,
            _ => SimulationSettings.WithoutReconcile,
        };
        var faults = new FaultTally();
        var watch = Stopwatch.StartNew();
        History.Any.Sample(
            history => new World(history, settings, Components.Right, faults).Run(),
            iter: Histories,
            threads: 1,
            print: history => history.ToString()
        );
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"simulation, {configuration}: {Histories:N0} histories in {watch.Elapsed.TotalSeconds:F0} s; {faults}; violations 0"
            )
        );
    }
}
