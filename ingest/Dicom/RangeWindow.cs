using System.Buffers;

namespace StudyLake.Ingest.Dicom;

/// <summary>The window of an object that is fetched, and the policy of what to fetch next.</summary>
/// <remarks>
/// First <see cref="HeaderReaderOptions.FirstReadBytes"/>, or the whole of a small object. Then 128 KiB, 512 KiB, 2 MiB:
/// a header that goes on is long. Behind a large value that was passed the next request starts at its end and is small
/// again: there the header usually ends soon. A short skip is no sign of that, every window ends within some value. The rest of a structured report is fetched at once.
/// </remarks>
internal sealed class RangeWindow(IObjectReader source, HeaderReaderOptions options)
{
    private const int SmallSkips = 4;

    private byte[] _buffer = [];
    private long _start;
    private int _count;
    private int _growths;
    private int _skips;

    /// <summary>Bytes fetched so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Requests made so far.</summary>
    public int Requests { get; private set; }

    /// <summary>Where the object was found to end, after a request brought fewer bytes than asked.</summary>
    public long EndOfObject { get; private set; } = source.Length;

    /// <summary>The bytes at hand.</summary>
    public ByteWindow Bytes => new(_buffer.AsSpan(0, _count), _start);

    /// <summary>Whether what the walker needs is within the limit on bytes.</summary>
    public bool MayRead(HeaderWalker walker)
    {
        var missing = walker.NeedOffset + walker.NeedBytes - Math.Max(walker.NeedOffset, _start + _count);
        return BytesRead + missing <= options.MaxTotalBytes;
    }

    /// <summary>Fetches what the walker needs, and by the policy some more.</summary>
    /// <returns>False when the object ended before that: <see cref="EndOfObject"/> is where.</returns>
    public async ValueTask<bool> ReadAsync(HeaderWalker walker, CancellationToken cancellationToken)
    {
        var (offset, least) = (walker.NeedOffset, walker.NeedBytes);
        var end = _start + _count;
        var kept = (int)Math.Max(0, end - offset);
        var from = offset + kept;
        var size = Math.Max(SizeOf(walker, from, isSkip: offset - end >= options.FirstReadBytes / 2), least - kept);
        size = Math.Max(0, Math.Min(Math.Min(size, options.MaxTotalBytes - BytesRead), EndOfObject - from));
        MoveTo(offset, kept, kept + (int)size);
        if (size == 0)
            return false;
        var target = _buffer.AsMemory(kept, (int)size);
        var got = await source.ReadAsync(from, target, cancellationToken).ConfigureAwait(false);
        _count = kept + got;
        BytesRead += got;
        Requests++;
        if (got < size)
            EndOfObject = from + got;
        return got == size && _count >= least;
    }

    /// <summary>The bytes from an offset on, as the input of inflating: first those at hand.</summary>
    public CompressedBytes CompressedFrom(long offset)
    {
        var atHand = _buffer.AsMemory((int)(offset - _start), (int)(_start + _count - offset));
        return new CompressedBytes(
            atHand,
            0,
            (source, _start + _count, EndOfObject),
            options.MaxTotalBytes - BytesRead
        );
    }

    /// <summary>Gives the buffer back.</summary>
    public void Return()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _count) = ([], 0);
    }

    private long SizeOf(HeaderWalker walker, long from, bool isSkip)
    {
        if (Requests == 0)
            return EndOfObject <= options.WholeObjectBytes ? EndOfObject : options.FirstReadBytes;
        if (walker.NeedsWholeObject)
            return EndOfObject - from;
        if (isSkip && _skips++ < SmallSkips)
            return options.FirstReadBytes;
        return _growths++ switch
        {
            0 => 128 << 10,
            1 => 512 << 10,
            _ => 2 << 20,
        };
    }

    private void MoveTo(long offset, int kept, int size)
    {
        var old = _buffer;
        var target = size > old.Length ? ArrayPool<byte>.Shared.Rent(size) : old;
        if (kept > 0)
            old.AsSpan((int)(offset - _start), kept).CopyTo(target);
        if (!ReferenceEquals(target, old))
        {
            _buffer = target;
            if (old.Length > 0)
                ArrayPool<byte>.Shared.Return(old);
        }
        _start = offset;
        _count = kept;
    }
}
