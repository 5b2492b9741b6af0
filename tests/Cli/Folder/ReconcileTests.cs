using StudyLake.Events;
using StudyLake.Ingest.Reconcile;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Cli.Folder;

/// <summary>A folder compared with its lake: what is found, what is appended, and what later changes make of it.</summary>
public sealed class ReconcileTests
{
    private const string Instances = "select instance_number from instances order by 1";

    [Fact]
    public async Task A_folder_that_was_ingested_has_no_gap_and_nothing_is_appended()
    {
        using var system = new TestSystem();
        system.Put("a.dcm", Numbered(1));
        system.Put("broken.dcm", [1, 2, 3]);
        await system.IngestAsync();

        var result = await system.ReconcileAsync();

        var pass = Assert.Single(result.Passes);
        Assert.Equal((2, 0, 0), (pass.ListedObjects, pass.GapCount, pass.Closed));
        Assert.Equal(["2"], await system.AskAsync("select count(*) from raw_study_events"));
    }

    [Fact]
    public async Task What_ingest_never_saw_is_appended_and_the_next_comparison_finds_nothing()
    {
        using var system = new TestSystem();
        system.Put("a.dcm", Numbered(1));
        system.Put("changed.dcm", Numbered(2));
        system.Put("deleted.dcm", Numbered(3));
        await system.IngestAsync();
        system.Put("new.dcm", Numbered(4));
        system.Put("changed.dcm", Numbered(5));
        system.Delete("deleted.dcm");

        var result = await system.ReconcileAsync();

        Assert.Equal(
            [(GapReason.NeverLogged, 1L), (GapReason.ChangeMissed, 1L), (GapReason.RemovalMissed, 1L)],
            result.Passes[0].Gaps.Select(pair => (pair.Key, pair.Value))
        );
        Assert.Equal((3, 0), (result.Passes[0].Closed, result.Passes[1].GapCount));
        Assert.Equal(["1", "4", "5"], await system.AskAsync(Instances));
        Assert.Equal([], await system.AskAsync("select check_name from reconciliation where not is_reconciled"));
    }

    [Fact]
    public async Task Ingest_takes_what_a_comparison_appended_for_known_also_without_its_checkpoint()
    {
        using var system = new TestSystem();
        system.Put("a.dcm", Numbered(1));
        await system.IngestAsync();
        system.Put("b.dcm", Numbered(2));
        await system.ReconcileAsync();

        Assert.Equal(0, (await system.IngestAsync()).ChangesNoticed);
        File.Delete(Path.Combine(system.Lake, "journal", "checkpoint"));
        Assert.Equal(0, (await system.IngestAsync()).ChangesNoticed);
    }

    [Fact]
    public async Task A_change_that_ingest_sees_later_beats_what_a_comparison_appended()
    {
        using var system = new TestSystem();
        system.Put("a.dcm", Numbered(1));
        await system.IngestAsync();
        system.Put("a.dcm", Numbered(2));
        system.Put("b.dcm", Numbered(3));
        await system.ReconcileAsync();
        system.Put("a.dcm", Numbered(4));
        system.Delete("b.dcm");

        Assert.Equal(2, (await system.IngestAsync()).ChangesNoticed);
        Assert.Equal(["4"], await system.AskAsync(Instances));
    }

    [Fact]
    public async Task Reading_again_what_a_comparison_appended_is_the_same_change()
    {
        using var system = new TestSystem();
        system.Put("a.dcm", Numbered(1));
        await system.IngestAsync();
        system.Put("b.dcm", Numbered(2));
        await system.ReconcileAsync();

        var again = await system.IngestAsync(reextract: true);

        Assert.Equal((2, 2), (again.Stored, again.Reread));
        Assert.Equal(["1", "2"], await system.AskAsync(Instances));
    }

    [Fact]
    public async Task A_dry_run_shows_the_gap_and_appends_nothing()
    {
        using var system = new TestSystem();
        await system.IngestAsync();
        system.Put("a.dcm", Numbered(1));

        var result = await system.ReconcileAsync(isDryRun: true);

        Assert.Equal((1, 0), (Assert.Single(result.Passes).GapCount, result.Passes[0].Closed));
        Assert.False(result.IsWhole);
        Assert.Equal([], await system.AskAsync(Instances));
    }

    [Fact]
    public async Task What_a_damaged_segment_held_is_found_missing_and_appended_again()
    {
        using var system = new TestSystem();
        system.Put("a.dcm", Numbered(1));
        await system.IngestAsync();
        system.Put("b.dcm", Numbered(2));
        await system.IngestAsync();
        var segment = Directory.GetFiles(Path.Combine(system.Lake, "log"), "*.gz", SearchOption.AllDirectories).Max();
        File.WriteAllBytes(segment ?? "", [.. File.ReadAllBytes(segment ?? "").SkipLast(8)]);
        await system.RebuildAsync();
        Assert.Equal(["1"], await system.AskAsync(Instances));

        var result = await system.ReconcileAsync();

        Assert.Equal([(GapReason.NeverLogged, 1L)], result.Passes[0].Gaps.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(["1", "2"], await system.AskAsync(Instances));
    }

    [Fact]
    public async Task What_the_lake_took_in_before_its_segment_was_damaged_is_known()
    {
        using var system = new TestSystem();
        system.Put("a.dcm", Numbered(1));
        await system.IngestAsync();
        var segment = Directory.GetFiles(Path.Combine(system.Lake, "log"), "*.gz", SearchOption.AllDirectories).Max();
        File.WriteAllBytes(segment ?? "", []);
        system.Delete("a.dcm");

        var result = await system.ReconcileAsync();

        Assert.Equal([(GapReason.RemovalMissed, 1L)], result.Passes[0].Gaps.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal([], await system.AskAsync(Instances));
    }

    [Fact]
    public async Task The_command_says_by_its_exit_code_whether_a_difference_is_left()
    {
        using var system = new TestSystem();
        system.Put("a.dcm", Numbered(1));
        await system.IngestAsync();
        system.Put("b.dcm", Numbered(2));
        string[] command = ["reconcile", system.Files, "--lake", system.Lake, "--source", "files", "--json"];

        var dry = await StudyLakeProcess.RunAsync(system.Keys, [.. command, "--dry-run"]);
        var real = await StudyLakeProcess.RunAsync(system.Keys, command);

        Assert.Equal((3, 0), (dry.ExitCode, real.ExitCode));
        Assert.Contains("\"never_logged\":1", dry.Output, StringComparison.Ordinal);
        Assert.Contains("\"is_whole\":true", real.Output, StringComparison.Ordinal);
    }

    private static TestObject Numbered(int number) =>
        new TestObject(instance: $"1.2.3.1.{number}").With(0x0020_0013, "IS", $"{number}");
}
