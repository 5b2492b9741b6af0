namespace StudyLake.Transform;

/// <summary>Hands many small writes over to another stream as few large ones.</summary>
/// <remarks>
/// Parquet.Net writes each page in two pieces and flushes after each; a file of eighty columns would be five hundred
/// calls. A flush here does nothing: what is written is complete only once <see cref="EndAsync"/> is.
/// </remarks>
internal sealed class GatheredWrites(Stream output) : Stream
{
    private const int BufferBytes = 1 << 19;

    private byte[] _buffer = new byte[1 << 16];
    private int _used;
    private long _written;

    /// <inheritdoc />
    public override bool CanRead => false;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => true;

    /// <inheritdoc />
    public override long Length => _written;

    /// <inheritdoc />
    public override long Position
    {
        get => _written;
        set => throw new NotSupportedException();
    }

    /// <summary>Hands over what is left. The other stream stays open.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await output.WriteAsync(_buffer.AsMemory(0, _used), cancellationToken).ConfigureAwait(false);
        _used = 0;
    }

    /// <inheritdoc />
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _written += buffer.Length;
        if (!TryGather(buffer))
        {
            output.Write(_buffer, 0, _used);
            _used = 0;
            if (!TryGather(buffer))
                output.Write(buffer);
        }
    }

    /// <inheritdoc />
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _written += buffer.Length;
        return TryGather(buffer.Span) ? ValueTask.CompletedTask : HandOverAsync(buffer, cancellationToken);
    }

    /// <inheritdoc />
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc />
    public override void Flush() { }

    /// <inheritdoc />
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    private async ValueTask HandOverAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        await EndAsync(cancellationToken).ConfigureAwait(false);
        if (!TryGather(buffer.Span))
            await output.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
    }

    private bool TryGather(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > BufferBytes - _used)
            return false;
        if (bytes.Length > _buffer.Length - _used)
            Array.Resize(ref _buffer, Math.Min(BufferBytes, Math.Max(2 * _buffer.Length, _used + bytes.Length)));
        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
        return true;
    }
}
