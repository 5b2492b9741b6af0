using System.Runtime.CompilerServices;
using StudyLake.Events;

namespace StudyLake.Ingest.Dicom;

/// <summary>Walks one object's bytes from the preamble to the last wanted element, with no I/O and no allocation of its own.</summary>
/// <remarks>
/// It is given a window of the object, walks as far as that goes, and says which bytes it needs next; what it passes
/// over is never asked for. The same bytes give the same header whatever the windows. Not for two threads at once.
/// </remarks>
internal sealed partial class HeaderWalker
{
    private readonly WantedElements _wanted;
    private readonly HeaderReaderOptions _options;
    private readonly RecentText _recent;
    private readonly HeaderBuilder _builder = new();
    private readonly WalkFrame[] _frames;
    private readonly int _studySlot;
    private readonly int _seriesSlot;
    private readonly int _instanceSlot;
    private readonly int _classSlot;
    private readonly int _characterSetSlot;
    private readonly int _mediaClassSlot;
    private readonly int _transferSyntaxSlot;

    private Phase _phase;
    private long _position;
    private long _end;
    private int _depth;
    private int _elements;
    private bool _isInflated;
    private bool _hasIdentity;
    private uint _stop;
    private SopClassGroup _group;
    private HeaderRejection? _rejection;
    private HeaderRejection _withoutIdentity;

    public HeaderWalker(WantedElements wanted, HeaderReaderOptions options, RecentText recent)
    {
        _wanted = wanted;
        _options = options;
        _recent = recent;
        _frames = new WalkFrame[(2 * options.MaxDepth) + 3];
        _studySlot = wanted.Root.SlotOf(Tags.StudyInstanceUid);
        _seriesSlot = wanted.Root.SlotOf(Tags.SeriesInstanceUid);
        _instanceSlot = wanted.Root.SlotOf(Tags.SopInstanceUid);
        _characterSetSlot = wanted.Root.SlotOf(Tags.SpecificCharacterSet);
        _classSlot = wanted.Root.SlotOf(Tags.SopClassUid);
        _mediaClassSlot = wanted.Root.SlotOf(Tags.MediaStorageSopClassUid);
        _transferSyntaxSlot = wanted.Root.SlotOf(Tags.TransferSyntaxUid);
    }

    private enum Phase : byte
    {
        Container,
        Meta,
        DataSetStart,
        DataSet,
        Done,
    }

    /// <summary>Offset of the first byte needed next, after <see cref="Walk"/> said false.</summary>
    public long NeedOffset { get; private set; }

    /// <summary>Least number of bytes needed from there.</summary>
    public int NeedBytes { get; private set; }

    /// <summary>Whether the rest of the object is wanted at once: a structured report is read whole.</summary>
    public bool NeedsWholeObject => _group == SopClassGroup.Document;

    /// <summary>Where the deflated data set begins, once <see cref="Walk"/> ended there; null otherwise.</summary>
    public long? DeflatedFrom { get; private set; }

    /// <summary>Begins an object.</summary>
    /// <param name="length">Its size in bytes.</param>
    public void Begin(long length)
    {
        _builder.Reset();
        _phase = Phase.Container;
        _position = 0;
        _end = length;
        _depth = 0;
        _elements = 0;
        _isInflated = false;
        _hasIdentity = false;
        _stop = _wanted.Stops.Last;
        _group = SopClassGroup.Other;
        _rejection = null;
        _withoutIdentity = HeaderRejection.MissingIdentity;
        DeflatedFrom = null;
        _frames[0] = new WalkFrame
        {
            End = long.MaxValue,
            Node = _wanted.Root,
            Slot = -1,
            IsExplicit = true,
        };
    }

    /// <summary>Goes on with the inflated data set. Its end is not known before <see cref="EndAt"/>.</summary>
    public void BeginInflated()
    {
        DeflatedFrom = null;
        _isInflated = true;
        _phase = Phase.DataSetStart;
        _position = 0;
        _end = long.MaxValue;
    }

    /// <summary>The bytes end here, earlier than was known.</summary>
    public void EndAt(long offset) => _end = offset;

    /// <summary>Stops because a limit on bytes is reached; what was read is kept.</summary>
    public void StopAtByteLimit() => StopAtLimit(HeaderRejection.HeaderTooLarge);

    /// <summary>Stops because the rest does not inflate; what was read is kept.</summary>
    public void StopAtDeflateDamage()
    {
        Flag(HeaderFlag.Truncated);
        _withoutIdentity = HeaderRejection.DeflateDamaged;
        End();
    }

    /// <summary>Walks on.</summary>
    /// <returns>True when done, or at <see cref="DeflatedFrom"/>; false when <see cref="NeedBytes"/> more are needed.</returns>
    public bool Walk(ByteWindow window)
    {
        while (_phase != Phase.Done && DeflatedFrom is null)
        {
            var goesOn = _phase switch
            {
                Phase.Container => FindContainer(window),
                Phase.Meta => WalkMeta(window),
                Phase.DataSetStart => StartDataSet(window),
                _ => WalkDataSet(window),
            };
            if (!goesOn)
                return false;
        }
        return true;
    }

    /// <summary>Makes the header of what was kept.</summary>
    public DicomHeader Finish(long bytesRead, int requests)
    {
        End();
        if (_rejection is null && !_hasIdentity)
        {
            _rejection =
                _withoutIdentity == HeaderRejection.MissingIdentity && _builder.IsFlagged(HeaderFlag.Truncated)
                    ? HeaderRejection.TruncatedBeforeIdentity
                    : _withoutIdentity;
        }
        if (CharacterSet.Parse(_builder.Value(0, _characterSetSlot)).HasUnknown)
            Flag(HeaderFlag.CharsetUnknown, Tags.SpecificCharacterSet);
        var content = _builder.Finish(_wanted, !_frames[0].IsOutOfOrder, _recent);
        if (_builder.HasOtherThanAscii)
            CharacterSetCheck.Run(content, _builder);
        return new DicomHeader(
            content,
            _rejection,
            _builder.Findings(),
            bytesRead,
            requests,
            _elements,
            Math.Min(_position, _end)
        );
    }

    private bool HasValue(int slot) => _builder.Value(0, slot).IndexOfAnyExcept(" \0"u8) >= 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Has(in ByteWindow window, long offset, int count)
    {
        if (offset + count <= window.End)
            return true;
        NeedOffset = offset;
        NeedBytes = count;
        return false;
    }

    private bool StopAtLimit(HeaderRejection withoutIdentity)
    {
        Flag(HeaderFlag.Partial);
        _withoutIdentity = withoutIdentity;
        return End();
    }

    private bool Reject(HeaderRejection reason)
    {
        _rejection = reason;
        return End();
    }

    // What is open when reading stops is closed there: end of data closes.
    private bool End()
    {
        while (_depth > 0)
            CloseFrame();
        _phase = Phase.Done;
        return true;
    }

    private void UpdateStop(ReadOnlySpan<byte> sopClass)
    {
        _group = SopClassGroups.Of(sopClass);
        _stop = _wanted.Stops.For(_group);
    }

    private void Flag(HeaderFlag flag) => _builder.Flag(flag, null);

    private void Flag(HeaderFlag flag, uint tag)
    {
        var path = default(DicomPath);
        for (var depth = 1; depth <= _depth; depth++)
        {
            if (_frames[depth].IsSequence)
                path = path.Below(new DicomTag(_frames[depth].Tag));
        }
        _builder.Flag(flag, path.Below(new DicomTag(tag)));
    }
}
