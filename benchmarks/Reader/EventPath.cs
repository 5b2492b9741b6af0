using System.Buffers;
using StudyLake.Events;
using StudyLake.Ingest;
using StudyLake.Ingest.Dicom;

namespace StudyLake.Benchmarks.Reader;

/// <summary>The whole path of one object: bytes to the line that goes into the log, without any I/O.</summary>
internal sealed class EventPath
{
    private readonly HeaderReader _reader = new(HeaderMapper.Wanted, new HeaderReaderOptions());
    private readonly ArrayBufferWriter<byte> _line = new(1 << 14);
    private readonly ObjectIngestor _ingestor;
    private readonly Pseudonymiser _pseudonymiser = new(
        new KeyRing("k1", new byte[32], [.. Enumerable.Repeat((byte)1, 32)])
    );

    public EventPath() =>
        _ingestor = new ObjectIngestor(_reader, new HeaderMapper(_pseudonymiser), TimeProvider.System);

    /// <summary>Reads, maps and serialises; gives the length of the line.</summary>
    public int Run(byte[] bytes)
    {
        var change = new ObjectChange(
            "benchmark",
            _pseudonymiser.ObjectId("benchmark", "some/key.dcm"),
            null,
            OrderKey.FromRevision(1),
            DateTime.UnixEpoch,
            bytes.Length
        );
        // Over memory every read completes at once.
        var made = _ingestor.ReadAsync(change, new MemoryObject(bytes), CancellationToken.None).AsTask().Result;
        _line.ResetWrittenCount();
        EventJson.Write(_line, made);
        return _line.WrittenCount;
    }

    private sealed class MemoryObject(byte[] bytes) : IObjectReader
    {
        public long Length => bytes.Length;

        public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
        {
            var count = (int)Math.Max(0, Math.Min(buffer.Length, bytes.Length - offset));
            bytes.AsMemory((int)offset, count).CopyTo(buffer);
            return ValueTask.FromResult(count);
        }
    }
}
