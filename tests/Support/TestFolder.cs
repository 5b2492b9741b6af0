using Microsoft.Extensions.Time.Testing;
using StudyLake.Cli.Folder;
using StudyLake.Cli.Journal;
using StudyLake.Cli.Log;
using StudyLake.Events;
using StudyLake.Ingest;
using StudyLake.Ingest.Dicom;

namespace StudyLake.Tests.Support;

/// <summary>A folder of files and a lake, with passes over it that a test can look into and break.</summary>
internal sealed class TestFolder : IDisposable
{
    private static readonly KeyRing Keys = new("k1", new byte[32], [.. Enumerable.Repeat((byte)1, 32)]);
    private readonly TemporaryFolder _folder = new();
    private int _writes;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 10, 1, 3, 15, 0, TimeSpan.Zero));

    public string Root => _folder["files"];

    public string Lake => _folder["lake"];

    public TestFolder()
    {
        Directory.CreateDirectory(Root);
        Directory.CreateDirectory(Lake);
    }

    /// <summary>A DICOM file of the project's own; each write has a modification time of its own.</summary>
    public void Put(string name, string nasty = "076-no-pixel.dcm")
    {
        var content = File.ReadAllBytes(Repository.Data("dicom", "own-nasties", nasty));
        _folder.Write(
            Path.Combine("files", name),
            content,
            new DateTime(2026, 9, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(++_writes)
        );
    }

    public void Delete(string name) => File.Delete(Path.Combine(Root, name));

    /// <summary>One pass as a process of its own would make it: everything is read from disk anew.</summary>
    public async Task<IngestResult> PassAsync(
        IEventSink? sink = null,
        long? reextractBefore = null,
        bool allowEmpty = false,
        int segmentEvents = 4,
        bool saveJournal = true,
        CancellationToken cancellationToken = default
    )
    {
        var pseudonymiser = new Pseudonymiser(Keys);
        var log = new FolderEventLog(Lake);
        var journal = FolderJournal.Open(Lake, CancellationToken.None);
        var pass = new FolderIngest(
            new FolderIngestOptions
            {
                Root = Root,
                Source = "files",
                Parallelism = 2,
                SegmentEvents = segmentEvents,
                ReextractBeforeTicks = reextractBefore,
                AllowEmpty = allowEmpty,
            },
            new ObjectIngestor(
                new HeaderReader(HeaderMapper.Wanted, new HeaderReaderOptions()),
                new HeaderMapper(pseudonymiser),
                Time
            ),
            pseudonymiser,
            sink is BreakingSink breaking ? breaking.Before(log) : sink ?? log,
            journal,
            Time
        );
        var run = new IngestRun
        {
            RunId = "test",
            Source = "files",
            StartedAt = Time.GetUtcNow().UtcDateTime,
            Status = IngestRunStatus.Running,
        };
        var result = await pass.RunAsync(run, cancellationToken);
        if (saveJournal)
            await journal.SaveAsync(Lake, CancellationToken.None);
        return result;
    }

    /// <summary>Every event of the log, copies included.</summary>
    public IReadOnlyList<StudyEvent> Events() =>
        [.. FolderEventLog.Segments(Lake).SelectMany(segment => FolderEventLog.Read(Lake, segment))];

    /// <summary>What the log says is there now: the last event of each object.</summary>
    public IReadOnlyList<StudyEvent> Current() =>
        [
            .. Events()
                .GroupBy(item => item.ObjectId)
                .Select(item => item.MaxBy(change => change.OrderKey, StringComparer.Ordinal))
                .OfType<StudyEvent>()
                .Where(item => item is not ObjectRemoved)
                .OrderBy(item => item.ObjectId, StringComparer.Ordinal),
        ];

    public void Dispose() => _folder.Dispose();
}

/// <summary>A sink that fails at its n-th call, before or after the events have become durable.</summary>
internal sealed class BreakingSink(int call, bool afterWriting) : IEventSink
{
    private IEventSink? _inner;
    private int _calls;

    public BreakingSink Before(IEventSink inner)
    {
        _inner = inner;
        return this;
    }

    public async ValueTask AppendAsync(IReadOnlyList<StudyEvent> events, CancellationToken cancellationToken)
    {
        var breaks = ++_calls == call;
        if (_inner is not null && (!breaks || afterWriting))
            await _inner.AppendAsync(events, cancellationToken);
        if (breaks)
            throw new IOException("broken by the test");
    }
}
