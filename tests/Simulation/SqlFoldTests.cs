using System.Globalization;
using CsCheck;
using StudyLake.Events;
using StudyLake.Events.Fold;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Simulation;

/// <summary>The fold in SQL, over Parquet that the transform made, against the fold in C# and against the bucket.</summary>
public sealed class SqlFoldTests
{
    private static readonly int Histories = Needs.Everything ? 2_100 : 300;
    private static readonly int Batch = Needs.Everything ? 300 : 100;
    private static readonly int RandomLogs = Needs.Everything ? 3_000 : 400;

    [Fact]
    public async Task Staging_finds_what_each_simulated_bucket_holds()
    {
        var faults = new FaultTally();
        SimulationSettings[] configurations =
        [
            SimulationSettings.AllFaults,
            SimulationSettings.WithLoss,
            SimulationSettings.WithoutReconcile,
        ];
        using var lake = new SqlLake();
        var expected = new List<string>();
        var folded = new List<string>();
        for (var first = 0; first < Histories; first += Batch)
        {
            var rows = new List<StudyEvent>();
            foreach (var number in Enumerable.Range(first, Batch))
            {
                var source = string.Create(CultureInfo.InvariantCulture, $"bucket-{number}");
                var settings = configurations[number % configurations.Length];
                var world = new World(History.Number(number), settings, Components.Right, faults, source);
                world.Run();
                expected.AddRange(world.Truth().Select(line => $"{source} {line}"));
                folded.AddRange(Folded(world.Lake.Rows));
                rows.AddRange(world.Lake.Rows);
            }
            await lake.AddAsync(rows);
        }

        var found = await lake.ObjectsAsync();

        Assert.Equal(folded.Order(StringComparer.Ordinal), found);
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Select(Short).Order(StringComparer.Ordinal));
        foreach (var mart in (string[])["instances", "series", "studies"])
            Assert.Equal(
                await lake.MartAsync(mart, fromSnapshot: false),
                await lake.MartAsync(mart, fromSnapshot: true)
            );
        // 300 each of 2,100 histories, and in proportion of fewer.
        Assert.True(faults[Fault.LostNotification] > Histories / 7 && faults[Fault.OlderThanTheLake] > Histories / 7);
        Console.WriteLine(
            $"staging agrees with the bucket on {Histories} simulated histories: {found.Count} objects, {faults}"
        );
    }

    [Fact]
    public async Task Staging_and_the_fold_in_csharp_agree_on_any_log_even_one_that_no_store_can_cause()
    {
        using var lake = new SqlLake();
        var folded = new List<string>();
        var random = new Random(20_261_123);
        for (var first = 0; first < RandomLogs; first += Batch)
        {
            var rows = Enumerable.Range(first, Batch).SelectMany(log => AnyLog.Make(random, $"log-{log}")).ToList();
            folded.AddRange(Folded(rows));
            await lake.AddAsync(rows);
        }

        Assert.Equal(folded.Order(StringComparer.Ordinal), await lake.ObjectsAsync());
    }

    private static IEnumerable<string> Folded(IEnumerable<StudyEvent> rows) => CurrentObjects.Of(rows).Select(Text);

    private static string Text(StudyEvent item)
    {
        var (state, number, reason) = item switch
        {
            InstanceStored => ("stored", $"{SimContent.ValueOf(item)}", ""),
            ObjectRejected rejected => ("rejected", "", SnakeCase.From($"{rejected.Reason}")),
            _ => ("pending", "", ""),
        };
        var slot = item.VersionId ?? ChangeReading.NoVersion;
        return $"{item.Source} {item.ObjectId} {slot} {item.OrderKey} {state} {number} {reason}";
    }

    // Of a row of staging what the bucket knows too: source, object and value, or why it has none.
    private static string Short(string row)
    {
        var parts = row.Split(' ');
        var value = (parts[4], parts[6]) switch
        {
            ("stored", _) => parts[5],
            (_, "archived") => nameof(RejectionReason.Archived),
            ("rejected", _) => $"{SimContent.Broken}",
            _ => "pending",
        };
        return $"{parts[0]} {parts[1]} {value}";
    }
}
