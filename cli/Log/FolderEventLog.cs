using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using StudyLake.Cli.Lake;
using StudyLake.Events;
using StudyLake.Events.Lake;
using StudyLake.Ingest;
using StudyLake.Transform;

namespace StudyLake.Cli.Log;

/// <summary>
/// The event log in a folder: gzip segments of NDJSON under <c>log/dt=YYYY-MM-DD/</c>, each written whole. One writer
/// at a time, which <see cref="LakeLock"/> sees to.
/// </summary>
internal sealed class FolderEventLog : IEventSink
{
    private readonly string _lake;
    private List<RunSegment> _written = [];

    /// <summary>Opens the log of a lake; the next segment follows the last that is there.</summary>
    public FolderEventLog(string lake)
    {
        _lake = lake;
        LastSequence = Segments(lake).Select(segment => segment.Sequence).DefaultIfEmpty(0).Max();
    }

    /// <summary>Sequence of the newest segment, 0 when there is none.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Every segment of a lake, oldest first.</summary>
    public static IReadOnlyList<LogSegment> Segments(string lake)
    {
        var folder = new DirectoryInfo(Path.Combine(lake, LogSegment.Folder));
        if (!folder.Exists)
            return [];
        var segments = new List<LogSegment>();
        foreach (var day in folder.EnumerateDirectories())
        {
            foreach (var file in day.EnumerateFiles())
            {
                if (LogSegment.TryParse(day.Name, file.Name, out var segment))
                    segments.Add(segment);
            }
        }
        segments.Sort((left, right) => left.Sequence.CompareTo(right.Sequence));
        return segments;
    }

    /// <inheritdoc />
    /// <remarks>Writes one segment for each arrival date among the events, in the order given.</remarks>
    public async ValueTask AppendAsync(IReadOnlyList<StudyEvent> events, CancellationToken cancellationToken)
    {
        foreach (var day in events.GroupBy(item => DateOnly.FromDateTime(item.RecordedAt)).OrderBy(group => group.Key))
        {
            var lines = new ArrayBufferWriter<byte>(1 << 16);
            foreach (var item in day)
            {
                EventJson.Write(lines, item);
                lines.Write("\n"u8);
            }
            var segment = await WriteAsync(day.Key, lines.WrittenMemory, cancellationToken);
            _written.Add(new RunSegment(segment.Name, day.Count()));
        }
    }

    /// <summary>Appends the events that segments were requeued as one segment. None is a study event.</summary>
    public Task AppendAsync(IReadOnlyList<SegmentRequeued> requeues, CancellationToken cancellationToken)
    {
        var lines = new ArrayBufferWriter<byte>();
        foreach (var requeue in requeues)
        {
            lines.Write(EventJson.ToUtf8(requeue));
            lines.Write("\n"u8);
        }
        return WriteAsync(DateOnly.FromDateTime(requeues[0].RecordedAt), lines.WrittenMemory, cancellationToken);
    }

    /// <summary>The segments of study events written since this was last asked.</summary>
    public IReadOnlyList<RunSegment> TakeWritten()
    {
        var written = _written;
        _written = [];
        return written;
    }

    private async Task<LogSegment> WriteAsync(
        DateOnly day,
        ReadOnlyMemory<byte> lines,
        CancellationToken cancellationToken
    )
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(lines.Span).AsSpan(0, 8));
        var segment = new LogSegment(day, LastSequence + 1, hash);
        await DurableFile.WriteAsync(
            Path.Combine(_lake, segment.Path),
            async (stream, cancel) =>
            {
                await using var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
                await gzip.WriteAsync(lines, cancel);
            },
            cancellationToken
        );
        LastSequence++;
        return segment;
    }

    /// <summary>The events of a segment that the transform would take in too.</summary>
    /// <remarks>
    /// A damaged segment has none, and a damaged line is passed over: what they held counts as never read, so that its
    /// files are read again as the same changes.
    /// </remarks>
    public static IEnumerable<StudyEvent> Read(string lake, LogSegment segment)
    {
        using var content = new MemoryStream();
        var stored = File.ReadAllBytes(Path.Combine(lake, segment.Path));
        if (GzipSegment.Inflate(stored, new TransformOptions().InflateBudgetBytes, content.Write) is not null)
            yield break;
        content.Position = 0;
        using var reader = new StreamReader(content);
        while (reader.ReadLine() is { } line)
        {
            if (TryRead(line) is { } item)
                yield return item;
        }
    }

    private static StudyEvent? TryRead(string line)
    {
        try
        {
            return EventJson.Read(Encoding.UTF8.GetBytes(line));
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
