namespace StudyLake.Ingest.Dicom;

/// <summary>The deflated bytes of an object as a stream: first those at hand, then by ranges.</summary>
/// <remarks>
/// The base class is the price of <see cref="System.IO.Compression.DeflateStream"/>, which reads streams only. It ends,
/// as a cut object does, at the limit on bytes.
/// </remarks>
internal sealed class CompressedBytes(
    ReadOnlyMemory<byte> atHand,
    long skip,
    (IObjectReader Source, long From, long End)? rest,
    long budget
) : Stream
{
    private ReadOnlyMemory<byte> _atHand = atHand[(int)skip..];
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
        if (!_atHand.IsEmpty)
        {
            var count = Math.Min(buffer.Length, _atHand.Length);
            _atHand[..count].CopyTo(buffer);
            _atHand = _atHand[count..];
            return count;
        }
        if (rest is not { } more)
            return 0;
        var size = (int)Math.Min(Math.Min(buffer.Length, more.End - _from), budget - BytesRead);
        if (size <= 0)
            return 0;
        var got = await more.Source.ReadAsync(_from, buffer[..size], cancellationToken).ConfigureAwait(false);
        _from += got;
        BytesRead += got;
        Requests++;
        return got;
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
}
