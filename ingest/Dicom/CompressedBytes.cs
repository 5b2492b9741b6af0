using System.Buffers;

namespace StudyLake.Ingest.Dicom;

/// <summary>The deflated bytes of an object as a stream: first those at hand, then by ranges.</summary>
/// <remarks>
/// The base class is the price of <see cref="System.IO.Compression.DeflateStream"/>, which reads streams only. It ends,
/// as a cut object does, at the limit on bytes. It gives out pieces that do not depend on how they were fetched: where
/// the stream is damaged, what the last piece had inflated is lost, so this must be the same each time, and little.
/// </remarks>
internal sealed class CompressedBytes(
    ReadOnlyMemory<byte> atHand,
    long skip,
    (IObjectReader Source, long From, long End)? rest,
    long budget
) : Stream
{
    private const int PieceBytes = 512;
    private const int RequestBytes = 128 << 10;

    private ReadOnlyMemory<byte> _atHand = atHand[(int)skip..];
    private byte[] _buffer = [];
    private long _from = rest?.From ?? 0;

    /// <summary>Bytes fetched by this stream, those at hand not counted.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Requests made by this stream.</summary>
    public int Requests { get; private set; }

    /// <summary>The bytes at hand that are not yet read.</summary>
    public ReadOnlySpan<byte> AtHand => _atHand.Span;

    /// <inheritdoc />
    public override bool CanRead => true;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => false;

    /// <inheritdoc />
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Passes bytes at hand.</summary>
    public void Skip(int count) => _atHand = _atHand[count..];

    /// <inheritdoc />
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = 0;
        var size = Math.Min(PieceBytes, buffer.Length);
        while (count < size && (!_atHand.IsEmpty || await FetchAsync(cancellationToken).ConfigureAwait(false)))
        {
            var part = Math.Min(size - count, _atHand.Length);
            _atHand[..part].CopyTo(buffer[count..]);
            _atHand = _atHand[part..];
            count += part;
        }
        return count;
    }

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Flush() { }

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _atHand) = ([], default);
        base.Dispose(disposing);
    }

    private async ValueTask<bool> FetchAsync(CancellationToken cancellationToken)
    {
        if (rest is not { } more)
            return false;
        var size = (int)Math.Min(Math.Min(RequestBytes, more.End - _from), budget - BytesRead);
        if (size <= 0)
            return false;
        if (_buffer.Length == 0)
            _buffer = ArrayPool<byte>.Shared.Rent(RequestBytes);
        var got = await more
            .Source.ReadAsync(_from, _buffer.AsMemory(0, size), cancellationToken)
            .ConfigureAwait(false);
        _from += got;
        BytesRead += got;
        Requests++;
        _atHand = _buffer.AsMemory(0, got);
        return got > 0;
    }
}
