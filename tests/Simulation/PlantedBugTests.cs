using CsCheck;

namespace StudyLake.Tests.Simulation;

/// <summary>The simulation finds mistakes: each of these, put in place of the right part, breaks a promise.</summary>
public sealed class PlantedBugTests
{
    public static TheoryData<string> Names => [.. PlantedBug.All.Select(bug => bug.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_planted_mistake_is_found(string name)
    {
        var bug = PlantedBug.All.Single(item => item.Name == name);

        var found = Assert.Throws<CsCheckException>(() =>
            History.Any.Sample(
                history => new World(history, bug.Settings, bug.Components, new FaultTally()).Run(),
                iter: bug.Histories,
                threads: 1,
                print: history => history.ToString()
            )
        );

        Assert.IsType<Violation>(found.InnerException);
        var history = found
            .Message.Split('\n')
            .First(line =>
                line.Contains("seed ", StringComparison.Ordinal)
                && line.Contains(": ", StringComparison.Ordinal)
                && !line.Contains("Set seed", StringComparison.Ordinal)
            );
        Console.WriteLine($"planted and found: {name}: {history.Trim()} -> {found.InnerException.Message}");
    }
}
