using StudyLake.Ingest;

namespace StudyLake.Tests.Ingest.Dicom;

/// <summary>An object in memory, or a sparse one of any size, that notes what is asked of it.</summary>
internal sealed class RangeSource(byte[] head, long length) : IObjectReader
{
    public RangeSource(byte[] bytes)
        : this(bytes, bytes.Length) { }

    public List<(long Offset, int Count)> Requests { get; } = [];

    /// <summary>Parts of a sparse object behind its head; everything else is zero.</summary>
    public List<(long Offset, byte[] Bytes)> Parts { get; } = [(0, head)];

    public long BytesRead => Requests.Sum(request => (long)request.Count);

    public long Length => length;

    public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var count = (int)Math.Max(0, Math.Min(buffer.Length, length - offset));
        var target = buffer.Span[..count];
        target.Clear();
        foreach (var (start, bytes) in Parts)
        {
            var from = Math.Max(offset, start);
            var to = Math.Min(offset + count, start + bytes.Length);
            if (from < to)
                bytes.AsSpan((int)(from - start), (int)(to - from)).CopyTo(target[(int)(from - offset)..]);
        }
        Requests.Add((offset, count));
        return ValueTask.FromResult(count);
    }
}
