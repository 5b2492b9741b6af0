namespace StudyLake.Transform;

/// <summary>
/// Gives one byte a read, so that an inflater stops right behind the last byte it needs and the place where a gzip
/// member's trailer begins is known.
/// </summary>
internal sealed class OneByteStream(byte[] bytes, int start) : Stream
{
    /// <summary>Index of the first byte not yet read.</summary>
    public int Next { get; private set; } = start;

    /// <summary>Whether more was asked for than there is.</summary>
    public bool AskedBeyondEnd { get; private set; }

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

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        if (Next == bytes.Length)
        {
            AskedBeyondEnd = true;
            return 0;
        }
        buffer[0] = bytes[Next++];
        return 1;
    }

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc />
    public override void Flush() { }

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
