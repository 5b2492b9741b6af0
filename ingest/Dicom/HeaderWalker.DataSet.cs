using System.Runtime.CompilerServices;

namespace StudyLake.Ingest.Dicom;

/// <summary>Walks elements: of the top level, and of the items of sequences. PS3.5 section 7.1.</summary>
/// <remarks>
/// Everything a step needs is checked to be in the window before anything is changed, so that a step that lacks bytes
/// can simply be taken again.
/// </remarks>
internal sealed partial class HeaderWalker
{
    private bool WalkDataSet(in ByteWindow window)
    {
        while (_phase == Phase.DataSet)
        {
            ref var frame = ref _frames[_depth];
            var limit = Math.Min(frame.End, _end);
            var left = limit - _position;
            if (left < 8)
            {
                if (!EndFrame(window, frame, limit, left))
                    return false;
                continue;
            }
            if (!Has(window, _position, (int)Math.Min(left, 12)))
                return false;
            var bytes = window.From(_position);
            var tag = WireNumber.Tag(bytes, frame.IsBigEndian);
            var goesOn =
                frame.IsSequence ? WalkItem(window, bytes, ref frame, tag, limit)
                : tag >> 16 == 0xFFFE ? PassDelimiter(ref frame, tag)
                : WalkElement(window, bytes, ref frame, tag, limit);
            if (!goesOn)
                return false;
        }
        return true;
    }

    // Fewer bytes are left than an element header has: the frame ends here.
    private bool EndFrame(in ByteWindow window, in WalkFrame frame, long limit, long left)
    {
        if (left > 0 && limit == _end)
        {
            if (!Has(window, _position, (int)left))
                return false;
            if (window.From(_position)[..(int)left].ContainsAnyExcept((byte)0))
                Flag(HeaderFlag.Truncated);
        }
        // A frame that ends beyond the object, or that waits for its delimiter, was cut.
        if (left < 0 || (_depth > 0 && limit == _end && frame.End != _end))
            Flag(HeaderFlag.Truncated);
        if (left > 0)
            _position = limit;
        if (_depth == 0)
            return End();
        CloseFrame();
        return true;
    }

    private bool WalkElement(in ByteWindow window, ReadOnlySpan<byte> bytes, ref WalkFrame frame, uint tag, long limit)
    {
        var isTop = _depth == 0;
        if (isTop && tag > _stop && IsStop(frame, tag))
            return End();
        if (tag is 0 or Tags.DataSetTrailingPadding && IsPadding(bytes, tag))
        {
            _position = limit;
            return !isTop || End();
        }
        var left = limit - _position;
        if (!TryReadHeader(window, bytes, left, frame, tag, out var header))
            return false;
        // Group lengths (gggg,0000) are retired and never trusted (PS3.5 7.2); groups 0000 and 0002 have no place in a
        // data set (PS3.7 6.3.1, PS3.10 7.1), so a second meta header overwrites nothing.
        var isNoise = (tag & 0xFFFF) == 0 || (isTop && tag >> 16 is 0x0000 or 0x0002);
        var slot = isNoise ? -1 : FindSlot(ref frame, tag);
        if (header.IsUndefined)
            return OpenUndefined(window, ref frame, slot, tag, header);
        if (header.Size + (long)header.Length > left)
            return PassOverrun(tag, limit);
        var isSequence = slot >= 0 && frame.Node is { } node && node.Vrs[slot] == DicomVr.SQ;
        if (slot >= 0 && !(isSequence ? HasItemTag(window, header) : HasKeptValue(window, header)))
            return false;
        if (!Count())
            return true;
        if (isNoise || !IsFirst(ref frame, slot, tag) || slot < 0)
        {
            _position += header.Size + header.Length;
            return true;
        }
        if (isSequence)
            return OpenDefined(window, ref frame, slot, tag, header);
        Keep(window, frame, slot, tag, header);
        _position += header.Size + header.Length;
        if (isTop)
            NoteTop(slot);
        return true;
    }

    // Behind the last wanted tag, as long as tags ascend; out of order, wanted ones may still come before pixel data. An
    // object without its three UIDs by then is taken to be out of order.
    private bool IsStop(in WalkFrame frame, uint tag) =>
        frame.IsOutOfOrder
            ? tag is >= Tags.FloatPixelData and <= Tags.PixelData
            : tag >= Tags.PixelDataGroup || _hasIdentity;

    // What decides where to stop: the SOP Class, and whether the three UIDs are there.
    private void NoteTop(int slot)
    {
        if (slot == _classSlot)
            UpdateStop(_builder.Value(0, slot));
        else if (slot == _studySlot || slot == _seriesSlot || slot == _instanceSlot)
            _hasIdentity = HasValue(_studySlot) && HasValue(_seriesSlot) && HasValue(_instanceSlot);
    }

    // Zeros, or (FFFC,FFFC), fill an object up. PS3.10 section 7.2.
    private static bool IsPadding(ReadOnlySpan<byte> bytes, uint tag) =>
        tag == Tags.DataSetTrailingPadding || !bytes[..8].ContainsAnyExcept((byte)0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadHeader(
        in ByteWindow window,
        ReadOnlySpan<byte> bytes,
        long left,
        in WalkFrame frame,
        uint tag,
        out ElementHeader header
    )
    {
        var vr = VrTable.Find(bytes[4], bytes[5]);
        var isListed = VrTable.IsListed(vr);
        if (frame.IsExplicit && isListed)
        {
            if (!VrTable.HasLongLength(vr))
            {
                header = ElementHeader.Short(bytes, vr, frame.IsBigEndian);
                return true;
            }
            if (left >= 12 && bytes[6] == 0 && bytes[7] == 0)
            {
                header = ElementHeader.Long(bytes, vr, frame.IsBigEndian);
                return true;
            }
        }
        else if (!frame.IsExplicit && !isListed)
        {
            header = ElementHeader.Implicit(bytes, frame.IsBigEndian);
            return true;
        }
        header = default;
        var ahead = (int)Math.Min(left, ElementSniffer.LookAhead);
        if (!Has(window, _position, ahead))
            return false;
        header = ElementSniffer.Choose(bytes[..ahead], left, frame.IsExplicit, frame.IsBigEndian, _depth > 0);
        var asDeclared = frame.IsExplicit ? vr != DicomVr.None && header.Vr == vr : header.Vr == DicomVr.None;
        if (!asDeclared)
            Flag(HeaderFlag.VrMismatch, tag);
        return true;
    }

    // The value ends beyond the data set around it: what came before is kept.
    private bool PassOverrun(uint tag, long limit)
    {
        Flag(HeaderFlag.Truncated, tag);
        _position = limit;
        return _depth > 0 || End();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Count()
    {
        if (++_elements <= _options.MaxElements)
            return true;
        StopAtLimit(HeaderRejection.TooManyElements);
        return false;
    }

    // Both lists ascend, so the wanted tags are passed once; out of order the tag is looked up.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FindSlot(ref WalkFrame frame, uint tag)
    {
        if (frame.Node is not { } node)
            return -1;
        int slot;
        if (tag > frame.LastTag)
        {
            var tags = node.Tags;
            var cursor = frame.Cursor;
            while ((uint)cursor < (uint)tags.Length && tags[cursor] < tag)
                cursor++;
            frame.Cursor = cursor;
            slot = (uint)cursor < (uint)tags.Length && tags[cursor] == tag ? cursor : -1;
        }
        else
        {
            slot = node.SlotOf(tag);
        }
        return slot >= 0 && (node.IsKept is not { } kept || kept[slot]) ? slot : -1;
    }

    // Notes the order of tags. False for the second of two equal ones: the first is kept, as an early stop may never see
    // the second.
    private bool IsFirst(ref WalkFrame frame, int slot, uint tag)
    {
        if (tag > frame.LastTag)
        {
            frame.LastTag = tag;
            return true;
        }
        var isAgain = tag == frame.LastTag || (slot >= 0 && _builder.Has(frame.First, slot));
        if (isAgain)
        {
            Flag(HeaderFlag.DuplicateTag, tag);
            return false;
        }
        frame.IsOutOfOrder = true;
        Flag(HeaderFlag.TagOrder);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool HasKeptValue(in ByteWindow window, ElementHeader header) =>
        header.Length > (uint)_options.MaxValueBytes || Has(window, _position, header.Size + (int)header.Length);

    private void Keep(in ByteWindow window, in WalkFrame frame, int slot, uint tag, ElementHeader header)
    {
        if (header.Length > (uint)_options.MaxValueBytes)
        {
            Flag(HeaderFlag.Partial, tag);
            return;
        }
        if (frame.Node is not { } node)
            return;
        var dictionary = node.Vrs[slot];
        if (header.Vr == DicomVr.SQ)
        {
            Flag(HeaderFlag.VrMismatch, tag);
            return;
        }
        // UN, an unlisted pair or plain bytes say nothing about a known element: the dictionary does. PS3.5 6.2.2.
        var isOpen = header.Vr is DicomVr.None or DicomVr.UN or DicomVr.Unlisted or DicomVr.OB or DicomVr.OW;
        if (header.Vr != dictionary && header.Vr is not (DicomVr.None or DicomVr.UN))
            Flag(HeaderFlag.VrMismatch, tag);
        var value = window.From(_position + header.Size)[..(int)header.Length];
        var vr = isOpen ? dictionary : header.Vr;
        // Seen in implicit VR: Rows and the like written as four bytes.
        if (isOpen && vr == DicomVr.US && value.Length == 4)
            vr = DicomVr.UL;
        _builder.Add(slot, vr, frame.IsBigEndian, value);
    }
}
