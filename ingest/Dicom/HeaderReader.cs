using System.Collections.Concurrent;

namespace StudyLake.Ingest.Dicom;

/// <summary>Reads the header of one DICOM object: the wanted elements, by as few and small requests as they allow.</summary>
/// <remarks>
/// Safe for many threads at once. No bytes make it throw, recurse, or allocate in proportion to a length they declare;
/// what is wrong with them is in <see cref="DicomHeader.Rejection"/> and <see cref="DicomHeader.Flags"/>. Only what the
/// <see cref="IObjectReader"/> throws passes through. At most <see cref="HeaderReaderOptions.MaxTotalBytes"/> are read.
/// </remarks>
public sealed class HeaderReader
{
    private readonly WantedElements _wanted;
    private readonly HeaderReaderOptions _options;
    private readonly RecentText _recent = new();
    private readonly ConcurrentQueue<HeaderWalker> _walkers = new();

    /// <summary>A reader of these elements within these limits.</summary>
    public HeaderReader(WantedElements wanted, HeaderReaderOptions options)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(options);
        _wanted = wanted;
        _options = options;
    }

    /// <summary>Reads the header of a whole object in memory. Nothing of it is kept; it is not copied.</summary>
    public DicomHeader Read(ReadOnlyMemory<byte> wholeObject)
    {
        var walker = Rent();
        try
        {
            walker.Begin(wholeObject.Length);
            // The whole object is there, so the walk never lacks bytes.
            walker.Walk(new ByteWindow(wholeObject.Span, 0));
            if (walker.DeflatedFrom is { } offset)
            {
                using var compressed = new CompressedBytes(wholeObject, offset, null, _options.MaxTotalBytes);
                // Completes at once: over memory there is nothing to wait for.
                var inflated = InflatedWalk.RunAsync(walker, compressed, _options, CancellationToken.None);
                inflated.AsTask().GetAwaiter().GetResult();
            }
            return walker.Finish(wholeObject.Length, requests: 0);
        }
        finally
        {
            _walkers.Enqueue(walker);
        }
    }

    /// <summary>Reads the header of an object by ranges.</summary>
    /// <exception cref="ObjectChangedException">The object is no longer the version that was noticed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async ValueTask<DicomHeader> ReadAsync(IObjectReader source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        var walker = Rent();
        var window = new RangeWindow(source, _options);
        try
        {
            walker.Begin(source.Length);
            while (!walker.Walk(window.Bytes))
            {
                if (!window.MayRead(walker))
                    walker.StopAtByteLimit();
                else if (!await window.ReadAsync(walker, cancellationToken).ConfigureAwait(false))
                    walker.EndAt(window.EndOfObject);
            }
            if (walker.DeflatedFrom is { } offset)
            {
                using var compressed = window.CompressedFrom(offset);
                await InflatedWalk.RunAsync(walker, compressed, _options, cancellationToken).ConfigureAwait(false);
                return walker.Finish(window.BytesRead + compressed.BytesRead, window.Requests + compressed.Requests);
            }
            return walker.Finish(window.BytesRead, window.Requests);
        }
        finally
        {
            window.Return();
            _walkers.Enqueue(walker);
        }
    }

    private HeaderWalker Rent() =>
        _walkers.TryDequeue(out var walker) ? walker : new HeaderWalker(_wanted, _options, _recent);
}
