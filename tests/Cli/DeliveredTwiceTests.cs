using StudyLake.Cli.Commands;
using StudyLake.Cli.Log;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Cli;

/// <summary>
/// Delivery is at least once: what comes again is a row and no change, so the accounts of the runs still hold; a change
/// that no account explains is said all the same.
/// </summary>
public sealed class DeliveredTwiceTests : IDisposable
{
    private const string NotReconciled =
        "select check_name, expected_count, found_count, reason from reconciliation where not is_reconciled order by all";

    private readonly TestSystem _system = new();

    public void Dispose() => _system.Dispose();

    [Fact]
    public async Task Events_delivered_again_leave_every_account_as_it_was()
    {
        await FillAsync();
        await DeliverAgainAsync();
        Assert.Equal(["4"], await _system.AskAsync("select count(*) from raw_study_events"));
        Assert.Equal(["2"], await _system.AskAsync("select count(*) from instances"));
        Assert.Empty(await _system.AskAsync(NotReconciled));
    }

    [Fact]
    public async Task Events_delivered_again_and_read_again_are_told_apart()
    {
        await FillAsync();
        await _system.IngestAsync(reextract: true);
        await DeliverAgainAsync();
        _system.Put("a.dcm", new TestObject(instance: "1.2.3.1.4"));
        await _system.IngestAsync();

        // Two objects twice each, all four again, and one change.
        Assert.Equal(["9"], await _system.AskAsync("select count(*) from raw_study_events"));
        Assert.Empty(await _system.AskAsync(NotReconciled));
    }

    [Fact]
    public async Task Compaction_drops_what_was_delivered_again_and_every_account_still_holds()
    {
        await FillAsync();
        await DeliverAgainAsync();
        foreach (var day in FolderEventLog.Segments(_system.Lake).Select(segment => segment.ArrivalDate).Distinct())
            Assert.Equal(0, await RunAsync("compact", "--dt", $"{day:yyyy-MM-dd}", "--grace", "0"));

        Assert.Equal(["2"], await _system.AskAsync("select count(*) from raw_study_events"));
        Assert.Empty(await _system.AskAsync(NotReconciled));
    }

    [Fact]
    public async Task A_change_of_a_run_whose_account_is_lost_is_said_however_often_it_was_delivered()
    {
        await FillAsync();
        var second = Directory
            .EnumerateFiles(Path.Combine(_system.Lake, "runs"), "*.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Last();
        foreach (var table in new[] { "ingest_runs", "run_segments" })
        {
            var day = Path.GetFileName(Path.GetDirectoryName(second)) ?? "";
            File.Delete(Path.Combine(_system.Lake, table, day, Path.GetFileNameWithoutExtension(second) + ".parquet"));
        }
        File.Delete(second);
        Assert.Contains("changes_noticed|1|2|a run ended without its account", await _system.AskAsync(NotReconciled));

        await DeliverAgainAsync();

        Assert.Contains("changes_noticed|1|2|a run ended without its account", await _system.AskAsync(NotReconciled));
    }

    [Fact]
    public async Task What_a_damaged_segment_of_reconcile_held_is_known_by_its_account()
    {
        await FillAsync();
        _system.Put("c.dcm", new TestObject(instance: "1.2.3.1.3"));
        await _system.ReconcileAsync();
        var path = Path.Combine(_system.Lake, FolderEventLog.Segments(_system.Lake)[^1].Path);
        var whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(path, whole[..^4], TestContext.Current.CancellationToken);
        await RunAsync("replay", "--grace", "0");

        Assert.DoesNotContain(
            await _system.AskAsync(NotReconciled),
            row => row.StartsWith("changes_noticed", StringComparison.Ordinal)
        );
        Assert.Contains("damaged_segments|0|1|a whole segment is in quarantine", await _system.AskAsync(NotReconciled));
    }

    private async Task FillAsync()
    {
        _system.Put("a.dcm", new TestObject(instance: "1.2.3.1.1"));
        await _system.IngestAsync();
        _system.Put("b.dcm", new TestObject(instance: "1.2.3.1.2"));
        await _system.IngestAsync();
    }

    // Every event of the log once more, as one segment that no run wrote.
    private async Task DeliverAgainAsync()
    {
        var events = FolderEventLog
            .Segments(_system.Lake)
            .SelectMany(segment => FolderEventLog.Read(_system.Lake, segment))
            .Reverse()
            .ToList();
        await new FolderEventLog(_system.Lake).AppendAsync(events, TestContext.Current.CancellationToken);
        await TransformCommand.TransformAsync(_system.Lake, showProgress: false, CancellationToken.None);
    }

    private Task<int> RunAsync(params string[] command) => Root.RunAsync([.. command, "--lake", _system.Lake]);
}
