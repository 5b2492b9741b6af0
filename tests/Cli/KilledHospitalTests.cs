using StudyLake.Cli.Demo;
using StudyLake.Cli.Query;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Cli;

/// <summary>The demo hospital, taken in by the real program while it is killed again and again.</summary>
public sealed class KilledHospitalTests
{
    private static readonly int Kills = Needs.Everything ? 100 : 10;
    private const int Studies = 60;

    [Fact]
    public async Task A_hospital_taken_in_by_processes_that_are_killed_again_and_again_counts_what_its_generator_counts()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var place = new DemoPlace(folder["demo"]);
        place.Clear();
        var hospital = new DemoHospital(new DemoOptions { Folder = place.Files, Studies = Studies });
        await DemoRegistry.WriteAsync(place.Registry, hospital.Year, cancellationToken);
        string[] lake = ["--lake", place.Lake];
        string[] ingest = ["ingest", place.Files, "--source", "demo", .. lake];
        string[] reconcile = ["reconcile", place.Files, "--source", "demo", .. lake];
        var random = new Random(20_261_123);
        var killed = new Dictionary<string, int>();
        var today = $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}";

        foreach (var wave in hospital.Waves)
        {
            await wave.ApplyAsync(null, cancellationToken);
            for (var kill = 0; kill < Kills / hospital.Waves.Count; kill++)
            {
                var command = random.Next(10) switch
                {
                    // Nothing but ingest makes the lake, so it comes first.
                    _ when kill == 0 => ingest,
                    < 4 => ingest,
                    4 => ["compact", "--grace", "0", "--dt", today, .. lake],
                    5 => ["replay", .. lake],
                    6 => ["transform", "--rebuild", .. lake],
                    7 => ["transform", .. lake],
                    _ => reconcile,
                };
                if (await IsKilledAsync(place.Keys, command, random.Next(60, 500)))
                    killed[command[0]] = killed.GetValueOrDefault(command[0]) + 1;
            }
            var last = await StudyLakeProcess.RunAsync(place.Keys, ingest);
            Assert.True(last.ExitCode == 0, last.Output + last.Errors);
        }

        var compared = await StudyLakeProcess.RunAsync(place.Keys, [.. reconcile, "--dry-run", "--json"]);
        Assert.Contains("\"gap_count\":0", compared.Output, StringComparison.Ordinal);
        await using var session = await LakeSession.OpenAsync(place.Lake, place.Registry, cancellationToken);
        var checks = await DemoChecks.RunAsync(
            session,
            hospital.CountTruth(cancellationToken),
            cancellationToken,
            true
        );
        Assert.Empty(
            checks
                .Where(check => !DemoTotals.OfTheWalk.Contains(check.Check.Name))
                .SelectMany(check => check.Differences.Select(line => $"{check.Check.Name}: {line}"))
        );
        Assert.True(killed.Values.Sum() > Kills / 2, string.Join(", ", killed));
        Console.WriteLine($"killed: {string.Join(", ", killed.Select(pair => $"{pair.Key} {pair.Value}"))}");
    }

    /// <summary>Whether the process was still at work when it was killed.</summary>
    private static async Task<bool> IsKilledAsync(string keys, string[] command, int milliseconds)
    {
        using var process = StudyLakeProcess.Start(keys, command);
        // A full pipe would stop it before the kill does.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds));
        var isAtWork = !process.HasExited;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        return isAtWork;
    }
}
