using StudyLake.Cli.Commands;
using StudyLake.Cli.Log;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Cli;

/// <summary>What of the log cannot be read is counted, explained, and read again after a fix; and every number agrees.</summary>
public sealed class QuarantineTests : IDisposable
{
    private const string NotReconciled =
        "select check_name, expected_count, found_count from reconciliation where not is_reconciled order by all";

    private readonly TestSystem _system = new();

    public void Dispose() => _system.Dispose();

    [Fact]
    public async Task A_segment_damaged_and_restored_leaves_every_number_as_it_was()
    {
        var segment = await FillAsync();
        var whole = await File.ReadAllBytesAsync(segment, TestContext.Current.CancellationToken);
        Damage(segment, whole);
        Assert.Equal(3, await RunAsync("replay", "--grace", "0"));

        // The events that were written are accounted for; that a segment is damaged and that objects are missing is said.
        Assert.Equal(["damaged_segments|0|1", "objects_in_store|2|1"], await _system.AskAsync(NotReconciled));
        Assert.Equal(
            ["truncated|1"],
            await _system.AskAsync("select quarantine_reason, count(*) from raw_quarantined_lines group by all")
        );

        await File.WriteAllBytesAsync(segment, whole, TestContext.Current.CancellationToken);
        Assert.Equal(0, await RunAsync("quarantine", "requeue"));

        Assert.Empty(await _system.AskAsync(NotReconciled));
        Assert.Equal(["0"], await _system.AskAsync("select count(*) from raw_quarantined_lines"));
        var name = Path.GetFileName(segment)[..^".ndjson.gz".Length];
        Assert.Equal(
            [$"{name}|1"],
            await _system.AskAsync("select requeued_batch, quarantined_count from raw_requeues")
        );
        Assert.Equal(0, await RunAsync("verify"));
    }

    [Fact]
    public async Task Files_of_a_damaged_segment_that_are_read_again_reconcile_for_good()
    {
        var segment = await FillAsync();
        var whole = await File.ReadAllBytesAsync(segment, TestContext.Current.CancellationToken);
        Damage(segment, whole);
        await RunAsync("replay", "--grace", "0");
        // Without its checkpoint the journal goes by the log alone, and the log does not say that the file was read.
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_system.Lake, "journal")))
        {
            if (Path.GetFileName(file) != "sources.json")
                File.Delete(file);
        }
        Assert.Equal(1, (await _system.IngestAsync()).Stored);

        Assert.Equal(["damaged_segments|0|1"], await _system.AskAsync(NotReconciled));
        Assert.Equal(["2"], await _system.AskAsync("select count(*) from instances"));

        await File.WriteAllBytesAsync(segment, whole, TestContext.Current.CancellationToken);
        Assert.Equal(0, await RunAsync("quarantine", "requeue"));
        Assert.Empty(await _system.AskAsync(NotReconciled));
        Assert.Equal(["2"], await _system.AskAsync("select count(*) from instances"));
    }

    [Fact]
    public async Task A_requeue_without_a_fix_says_so_and_is_logged_all_the_same()
    {
        var segment = await FillAsync();
        Damage(segment, await File.ReadAllBytesAsync(segment, TestContext.Current.CancellationToken));
        await RunAsync("replay", "--grace", "0");

        Assert.Equal(3, await RunAsync("quarantine", "requeue", "--reason", "truncated"));

        Assert.Equal(["1"], await _system.AskAsync("select count(*) from raw_requeues"));
        Assert.Equal(1, await RunAsync("quarantine", "requeue", "--reason", "not_gzip"));
    }

    [Fact]
    public async Task Ingest_goes_on_after_a_requeue_and_counts_no_requeue_as_a_change()
    {
        var segment = await FillAsync();
        var whole = await File.ReadAllBytesAsync(segment, TestContext.Current.CancellationToken);
        Damage(segment, whole);
        await RunAsync("replay", "--grace", "0");
        await File.WriteAllBytesAsync(segment, whole, TestContext.Current.CancellationToken);
        await RunAsync("quarantine", "requeue");
        _system.Put("c.dcm", new TestObject(instance: "1.2.3.1.3"));

        var run = await _system.IngestAsync();

        Assert.Equal((1, 1), (run.ChangesNoticed, run.Stored));
        Assert.Equal(4, FolderEventLog.Segments(_system.Lake).Count);
        Assert.Empty(await _system.AskAsync(NotReconciled));
    }

    [Fact]
    public async Task Compacting_changes_no_count_and_verify_finds_no_difference()
    {
        await FillAsync();
        await _system.IngestAsync(reextract: true);
        const string marts =
            "select 'i', count(*) from instances union all select 's', count(*) from studies union all select 'v', sum(exam_count) from volume_daily order by 1";
        var before = await _system.AskAsync(marts);
        var day = Path.GetFileName(Directory.GetDirectories(Path.Combine(_system.Lake, "log")).Single())[
            "dt=".Length..
        ];

        Assert.Equal(0, await RunAsync("compact", "--dt", day, "--grace", "0"));

        Assert.Equal(before, await _system.AskAsync(marts));
        Assert.Empty(await _system.AskAsync(NotReconciled));
        Assert.Equal(0, await RunAsync("verify"));
        Assert.Equal(
            "1",
            Directory
                .EnumerateFiles(Path.Combine(_system.Lake, "study_events"), "*.parquet", SearchOption.AllDirectories)
                .Count()
                .ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
    }

    // Two objects of two runs, so two segments; gives the path of the first.
    private async Task<string> FillAsync()
    {
        _system.Put("a.dcm", new TestObject(instance: "1.2.3.1.1"));
        await _system.IngestAsync();
        _system.Put("b.dcm", new TestObject(instance: "1.2.3.1.2"));
        await _system.IngestAsync();
        return Path.Combine(_system.Lake, FolderEventLog.Segments(_system.Lake)[0].Path);
    }

    private static void Damage(string segment, byte[] whole) => File.WriteAllBytes(segment, whole[..^4]);

    private Task<int> RunAsync(params string[] command) => Root.RunAsync([.. command, "--lake", _system.Lake]);
}
