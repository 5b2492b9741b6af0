using StudyLake.Cli;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Cli.Folder;

/// <summary>What is lost, damaged or out of reach never counts twice and never counts as read.</summary>
public sealed class LostAndFoundTests : IDisposable
{
    private readonly TestSystem _system = new();

    public void Dispose() => _system.Dispose();

    [Fact]
    public async Task A_re_extraction_adds_payloads_and_still_reconciles()
    {
        PutSix();
        await _system.IngestAsync();
        await Task.Delay(20);
        var again = await _system.IngestAsync(reextract: true);

        Assert.Equal((6, 6, 6), (again.ChangesNoticed, again.Stored, again.Reread));
        await AllIsWellAsync();
    }

    [Fact]
    public async Task Files_of_a_damaged_segment_are_read_again()
    {
        PutSix();
        await _system.IngestAsync();
        var segment = Directory
            .EnumerateFiles(Path.Combine(_system.Lake, "log"), "*.gz", SearchOption.AllDirectories)
            .Single();
        File.WriteAllBytes(segment, File.ReadAllBytes(segment)[..^8]);
        File.Delete(Path.Combine(_system.Lake, "journal", "checkpoint"));
        foreach (var table in new[] { "study_events", "transform_batches" })
            Directory.Delete(Path.Combine(_system.Lake, table), recursive: true);

        var again = await _system.IngestAsync();

        Assert.Equal(6, again.Stored);
        Assert.Equal(["6"], await _system.AskAsync("select count(*) from instances"));
    }

    [Fact]
    public async Task Files_of_a_lost_log_are_read_again_in_spite_of_the_checkpoint()
    {
        PutSix();
        await _system.IngestAsync();
        Directory.Delete(Path.Combine(_system.Lake, "log"), recursive: true);

        Assert.Equal(6, (await _system.IngestAsync()).Stored);
    }

    [Fact]
    public async Task A_lost_list_of_sources_is_not_made_anew_in_silence()
    {
        PutSix();
        await _system.IngestAsync();
        File.Delete(Path.Combine(_system.Lake, "journal", "sources.json"));

        var refused = await Assert.ThrowsAsync<CommandException>(() => _system.IngestAsync());

        Assert.Contains("--source files --moved", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_leads_nowhere_any_more_is_not_a_removal()
    {
        PutSix();
        var target = Path.Combine(_system.Lake + "-elsewhere", "g.dcm");
        Directory.CreateDirectory(Path.GetDirectoryName(target) ?? "");
        File.WriteAllBytes(target, new TestObject("1.2.9", "1.2.9.1", "1.2.9.1.1").Bytes());
        File.CreateSymbolicLink(Path.Combine(_system.Files, "g.dcm"), target);
        await _system.IngestAsync();
        File.Delete(target);

        var run = await _system.IngestAsync();

        Assert.Equal((0, 1, 6), (run.Removed, run.Failed, run.Unchanged));
        Assert.Equal(["7"], await _system.AskAsync("select count(*) from instances"));
    }

    [Fact]
    public async Task A_file_whose_name_is_not_utf_8_is_named_as_unread_and_not_as_empty()
    {
        PutSix();
        using (
            var copy = System.Diagnostics.Process.Start(
                Needs.Tool("sh"),
                ["-c", "cp \"$1/a.dcm\" \"$1/$(printf 'M\\374ller').dcm\"", "sh", _system.Files]
            )
        )
            await copy.WaitForExitAsync();

        var run = await _system.IngestAsync();

        using (
            var delete = System.Diagnostics.Process.Start(Needs.Tool("sh"), ["-c", "rm \"$1\"/M*", "sh", _system.Files])
        )
            await delete.WaitForExitAsync();
        Assert.Equal((6, 0, 1), (run.Stored, run.Rejected, run.Failed));
    }

    [Fact]
    public async Task A_file_from_before_1970_counts()
    {
        _system.Put("a.dcm", new TestObject());
        File.SetLastWriteTimeUtc(
            Path.Combine(_system.Files, "a.dcm"),
            new DateTime(1960, 1, 1, 0, 0, 0, DateTimeKind.Utc)
        );

        Assert.Equal(1, (await _system.IngestAsync()).Stored);
        await AllIsWellAsync(1);
    }

    private void PutSix()
    {
        foreach (var name in "abcdef")
            _system.Put(
                $"{name}.dcm",
                new TestObject($"1.2.{(int)name}", $"1.2.{(int)name}.1", $"1.2.{(int)name}.1.1")
            );
    }

    private async Task AllIsWellAsync(int objects = 6)
    {
        Assert.Equal([$"{objects}"], await _system.AskAsync("select count(*) from instances"));
        Assert.Equal(
            [],
            await _system.AskAsync(
                "select check_name, expected_count, found_count from reconciliation where not is_reconciled"
            )
        );
    }
}
