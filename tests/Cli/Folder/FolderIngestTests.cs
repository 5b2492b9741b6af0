using StudyLake.Events;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Cli.Folder;

public sealed class FolderIngestTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_file_becomes_one_event_whatever_its_name()
    {
        _folder.Put("a.dcm");
        _folder.Put("sub/folder/no-extension");
        _folder.Put(".hidden");
        _folder.Put("empty", "001-zero-byte.dcm");
        _folder.Put("picture.jpg", "010-jpeg-renamed.dcm");

        var result = await _folder.PassAsync();

        Assert.Equal(
            (5, 5, 3, 2),
            (result.Run.ObjectsSeen, result.Run.ChangesNoticed, result.Run.Stored, result.Run.Rejected)
        );
        Assert.Equal(5, _folder.Events().Select(item => item.EventId).Distinct().Count());
        Assert.Equal(
            [RejectionReason.EmptyObject, RejectionReason.NotDicom],
            _folder.Events().OfType<ObjectRejected>().Select(item => item.Reason).Order()
        );
    }

    [Fact]
    public async Task A_second_pass_over_the_same_files_adds_nothing()
    {
        _folder.Put("a.dcm");
        _folder.Put("empty", "001-zero-byte.dcm");
        await _folder.PassAsync();

        var second = await _folder.PassAsync();

        Assert.Equal((2, 2, 0), (second.Run.ObjectsSeen, second.Run.Unchanged, second.Run.ChangesNoticed));
        Assert.Equal(2, _folder.Events().Count);
    }

    [Fact]
    public async Task A_file_that_was_written_again_is_the_next_change_of_the_same_object()
    {
        _folder.Put("a.dcm");
        await _folder.PassAsync();
        _folder.Put("a.dcm", "092-cs-utf8.dcm");
        await _folder.PassAsync();

        var events = _folder.Events();

        Assert.Equal(2, events.Count);
        Assert.Equal(events[0].ObjectId, events[1].ObjectId);
        Assert.True(string.CompareOrdinal(events[0].OrderKey, events[1].OrderKey) < 0);
        Assert.NotEqual(events[0].EventId, events[1].EventId);
    }

    [Fact]
    public async Task A_removed_file_becomes_an_event_once_and_may_come_back()
    {
        _folder.Put("a.dcm");
        _folder.Put("b.dcm");
        await _folder.PassAsync();
        _folder.Delete("a.dcm");

        var removal = await _folder.PassAsync();
        var nothing = await _folder.PassAsync();
        _folder.Put("a.dcm");
        var back = await _folder.PassAsync();

        Assert.Equal((1, 0, 1), (removal.Run.Removed, nothing.Run.ChangesNoticed, back.Run.Stored));
        Assert.Equal(2, _folder.Current().Count);
        Assert.Equal(3, _folder.Events().Count(item => item.ObjectId == RemovedId()));
        string RemovedId() => _folder.Events().OfType<ObjectRemoved>().Single().ObjectId;
    }

    [Fact]
    public async Task An_emptied_folder_is_believed_only_on_request()
    {
        _folder.Put("a.dcm");
        await _folder.PassAsync();
        _folder.Delete("a.dcm");

        var doubted = await _folder.PassAsync();
        var believed = await _folder.PassAsync(allowEmpty: true);

        Assert.Equal(0, doubted.Run.Removed);
        Assert.Contains("--allow-empty", doubted.RemovalsSkipped, StringComparison.Ordinal);
        Assert.Equal(1, believed.Run.Removed);
    }

    [Fact]
    public async Task A_folder_that_leads_back_to_itself_is_walked_once()
    {
        _folder.Put("a.dcm");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Root, "again"), _folder.Root);
        File.CreateSymbolicLink(Path.Combine(_folder.Root, "nowhere"), Path.Combine(_folder.Root, "missing"));

        var result = await _folder.PassAsync();

        Assert.Equal(1, result.Run.ObjectsSeen);
    }

    [Fact]
    public async Task A_link_to_a_file_is_an_object_of_its_own()
    {
        _folder.Put("a.dcm");
        File.CreateSymbolicLink(Path.Combine(_folder.Root, "link.dcm"), Path.Combine(_folder.Root, "a.dcm"));

        var result = await _folder.PassAsync();
        var second = await _folder.PassAsync();

        Assert.Equal((2, 2), (result.Run.Stored, second.Run.Unchanged));
    }

    [Fact]
    public async Task Re_extraction_reads_everything_again_under_the_same_ids_and_goes_on_where_it_stopped()
    {
        _folder.Put("a.dcm");
        _folder.Put("b.dcm");
        await _folder.PassAsync();
        _folder.Time.Advance(TimeSpan.FromHours(1));
        var began = _folder.Time.GetUtcNow().UtcTicks;
        _folder.Time.Advance(TimeSpan.FromHours(1));

        var all = await _folder.PassAsync(reextractBefore: began);
        var rest = await _folder.PassAsync(reextractBefore: began);

        Assert.Equal((2, 0), (all.Run.Stored, rest.Run.ChangesNoticed));
        Assert.Equal(4, _folder.Events().Count);
        Assert.Equal(2, _folder.Events().Select(item => item.EventId).Distinct().Count());
    }

    [Fact]
    public async Task A_cancelled_pass_keeps_what_it_read_and_the_next_one_reads_the_rest()
    {
        for (var i = 0; i < 200; i++)
            _folder.Put($"{i}.dcm");
        using var cancel = new CancellationTokenSource();
        var sink = new CancellingSink(_folder, cancel);

        var first = await _folder.PassAsync(sink, cancellationToken: cancel.Token);
        var second = await _folder.PassAsync();

        Assert.Equal(IngestRunStatus.Interrupted, first.Run.Status);
        Assert.InRange(first.Run.Stored, 1, 199);
        Assert.Equal(200, first.Run.Stored + second.Run.Stored);
        Assert.Equal(200, _folder.Events().Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pass_that_dies_at_any_segment_and_starts_again_ends_the_same(bool afterWriting)
    {
        const int files = 23;
        for (var i = 0; i < files; i++)
            _folder.Put($"{i % 5}/{i}.dcm", i % 7 == 0 ? "001-zero-byte.dcm" : "076-no-pixel.dcm");
        for (var call = 1; call <= 6; call++)
        {
            var sink = new BreakingSink(call, afterWriting);
            await Record.ExceptionAsync(() => _folder.PassAsync(sink, saveJournal: false));
        }

        var last = await _folder.PassAsync();

        Assert.Equal(IngestRunStatus.Complete, last.Run.Status);
        Assert.Equal(files, _folder.Current().Count);
        Assert.Equal(files, _folder.Events().Select(item => item.EventId).Distinct().Count());
        Assert.Equal(0, (await _folder.PassAsync()).Run.ChangesNoticed);
    }

    [Fact]
    public async Task A_full_disk_stops_the_pass_and_loses_nothing()
    {
        for (var i = 0; i < 20; i++)
            _folder.Put($"{i}.dcm");

        await Assert.ThrowsAsync<IOException>(() => _folder.PassAsync(new BreakingSink(2, afterWriting: false)));
        await _folder.PassAsync();

        Assert.Equal(20, _folder.Current().Count);
    }

    private sealed class CancellingSink(TestFolder folder, CancellationTokenSource cancel) : StudyLake.Ingest.IEventSink
    {
        private readonly StudyLake.Cli.Log.FolderEventLog _log = new(folder.Lake);

        public async ValueTask AppendAsync(IReadOnlyList<StudyEvent> events, CancellationToken cancellationToken)
        {
            await _log.AppendAsync(events, cancellationToken);
            await cancel.CancelAsync();
        }
    }
}
