namespace StudyLake.Ingest.Dicom;

/// <summary>Walks sequences and their items on the explicit stack. PS3.5 section 7.5.</summary>
/// <remarks>
/// <code>
/// sequence of defined length      (items) until the length is used up
/// sequence of undefined length    (items) (FFFE,E0DD) 00000000
/// item                            (FFFE,E000) length, data set      or length FFFFFFFF, data set, (FFFE,E00D) 00000000
/// </code>
/// Lengths of delimiters are ignored. An item ends at the least of its own end, the sequence's and the object's.
/// </remarks>
internal sealed partial class HeaderWalker
{
    // Of an undefined length: a sequence, or the fragments of encapsulated pixel data (PS3.5 A.4), which are passed.
    private bool OpenUndefined(in ByteWindow window, ref WalkFrame frame, int slot, uint tag, ElementHeader header)
    {
        if (!Has(window, _position, (int)Math.Min(_end - _position, header.Size + 8)))
            return false;
        if (!Count())
            return true;
        var isFirst = (tag & 0xFFFF) == 0 || IsFirst(ref frame, slot, tag);
        var mayBeSequence = header.Vr is DicomVr.SQ or DicomVr.UN or DicomVr.None;
        var isKept = isFirst && slot >= 0 && mayBeSequence && frame.Node is { } node && node.Vrs[slot] == DicomVr.SQ;
        if (slot >= 0 && !isKept && isFirst)
            Flag(HeaderFlag.VrMismatch, tag);
        _position += header.Size;
        return Open(ref frame, isKept ? slot : -1, tag, header, frame.End);
    }

    // A wanted sequence of a defined length. An unwanted one is passed unparsed.
    private bool OpenDefined(in ByteWindow window, ref WalkFrame frame, int slot, uint tag, ElementHeader header)
    {
        _position += header.Size;
        var end = _position + header.Length;
        if (header.Length == 0)
        {
            _builder.CloseSequence(_builder.OpenItems, slot);
            return true;
        }
        var first = header.Length >= 8 ? WireNumber.Tag(window.From(_position), frame.IsBigEndian) : 0;
        var isSequence =
            first is Tags.Item or Tags.SequenceDelimitation
            || (header.Length >= 8 && WireNumber.Tag(window.From(_position), !frame.IsBigEndian) == Tags.Item);
        if (isSequence)
            return Open(ref frame, slot, tag, header, end);
        // A sequence by the dictionary that holds none: text of an older meaning of the tag.
        Flag(HeaderFlag.VrMismatch, tag);
        _position = end;
        return true;
    }

    private bool HasItemTag(in ByteWindow window, ElementHeader header) =>
        Has(window, _position, header.Size + (int)Math.Min(header.Length, 8));

    private bool Open(ref WalkFrame frame, int slot, uint tag, ElementHeader header, long end)
    {
        if (_depth / 2 > _options.MaxDepth)
        {
            if (header.IsUndefined)
                return StopAtLimit(HeaderRejection.NestedTooDeep);
            Flag(HeaderFlag.Partial, tag);
            _position = end;
            return true;
        }
        // Unknown VR of undefined length holds items in implicit VR little endian under any syntax. PS3.5 6.2.2 note 4,
        // correction CP-246.
        var isUnknown = header.Vr == DicomVr.UN;
        _frames[++_depth] = new WalkFrame
        {
            End = Math.Min(end, frame.End),
            IsDelimited = header.IsUndefined,
            IsSequence = true,
            Slot = slot,
            Tag = tag,
            Node = slot >= 0 && frame.Node is { } node ? node.Children[slot] : null,
            First = _builder.OpenItems,
            IsExplicit = frame.IsExplicit && !isUnknown,
            IsBigEndian = frame.IsBigEndian && !isUnknown,
        };
        return true;
    }

    private bool WalkItem(in ByteWindow window, ReadOnlySpan<byte> bytes, ref WalkFrame sequence, uint tag, long limit)
    {
        if (tag == Tags.Item)
            return OpenItem(window, ref sequence, WireNumber.UInt32(bytes[4..], sequence.IsBigEndian), limit);
        if (!Count())
            return true;
        if (tag == Tags.SequenceDelimitation)
        {
            _position += 8;
            if (sequence.IsDelimited)
                CloseFrame();
            else if (_position < sequence.End)
                Flag(HeaderFlag.StrayDelimiter);
            return true;
        }
        if (sequence.Items == 0 && WireNumber.Tag(bytes, !sequence.IsBigEndian) == Tags.Item)
        {
            sequence.IsBigEndian = !sequence.IsBigEndian;
            return true;
        }
        Flag(HeaderFlag.StrayDelimiter);
        if (tag == Tags.ItemDelimitation)
            _position += 8;
        else if (sequence.IsDelimited)
            CloseFrame(); // the delimiter is missing: this element belongs to the data set around
        else
            _position = limit;
        return true;
    }

    private bool OpenItem(in ByteWindow window, ref WalkFrame sequence, uint length, long limit)
    {
        var isUndefined = length == WireNumber.UndefinedLength;
        var start = _position + 8;
        var end = isUndefined ? sequence.End : Math.Min(start + length, sequence.End);
        var node = sequence.Items == 0 ? sequence.Node : sequence.Node?.LaterItems;
        if (node is null && sequence.Node is not null && IsLastWanted(sequence))
            return End();
        if (node is null && !isUndefined)
        {
            if (!Count())
                return true;
            if (sequence.Slot >= 0)
                _builder.CloseItem(_builder.OpenEntries, inOrder: true);
            sequence.Items++;
            _position = end;
            return true;
        }
        var left = Math.Min(end, _end) - start;
        var ahead = left < 8 ? 0 : (int)Math.Min(left, 12);
        if (!Has(window, _position, 8 + ahead))
            return false;
        var isExplicit = sequence.IsExplicit;
        if (ahead > 0 && !TryFindForm(window, sequence, start, left, out isExplicit))
            return false;
        if (!Count())
            return true;
        sequence.Items++;
        _position = start;
        _frames[++_depth] = new WalkFrame
        {
            End = end,
            IsDelimited = isUndefined,
            Node = node,
            Slot = -1,
            First = _builder.OpenEntries,
            IsExplicit = isExplicit,
            IsBigEndian = sequence.IsBigEndian,
        };
        return true;
    }

    // Behind this sequence nothing is wanted, so its later items need not be walked to their end.
    private bool IsLastWanted(in WalkFrame sequence) =>
        _depth == 1 && sequence.Tag == _stop && !_frames[0].IsOutOfOrder;

    // The VR form of a data set by its first element: items are seen in the other form than the data set around them.
    private bool TryFindForm(in ByteWindow window, in WalkFrame frame, long start, long left, out bool isExplicit)
    {
        isExplicit = frame.IsExplicit;
        var bytes = window.From(start);
        if (WireNumber.Tag(bytes, frame.IsBigEndian) >> 16 == 0xFFFE)
            return true;
        if (VrTable.IsListed(VrTable.Find(bytes[4], bytes[5])) == isExplicit)
            return true;
        var ahead = (int)Math.Min(left, ElementSniffer.LookAhead);
        if (!Has(window, _position, (int)(start - _position) + ahead))
            return false;
        var header = ElementSniffer.Choose(bytes[..ahead], left, isExplicit, frame.IsBigEndian, nested: _depth > 0);
        isExplicit = isExplicit ? header.Vr != DicomVr.None || header.Size != 8 : header.Vr != DicomVr.None;
        return true;
    }

    // An item or delimiter among the elements of a data set.
    private bool PassDelimiter(ref WalkFrame frame, uint tag)
    {
        if (!Count())
            return true;
        var isItem = _depth > 0;
        if (isItem && tag == Tags.ItemDelimitation)
        {
            _position += 8;
            if (frame.IsDelimited)
                CloseFrame();
            else if (_position < frame.End)
                Flag(HeaderFlag.StrayDelimiter);
            return true;
        }
        Flag(HeaderFlag.StrayDelimiter);
        // The item's own delimiter is missing where the next item begins or the sequence ends.
        if (isItem && frame.IsDelimited && (tag == Tags.Item || _frames[_depth - 1].IsDelimited))
            CloseFrame();
        else
            _position += 8;
        return true;
    }

    private void CloseFrame()
    {
        ref var frame = ref _frames[_depth--];
        if (frame.IsSequence)
        {
            if (frame.Slot >= 0)
                _builder.CloseSequence(frame.First, frame.Slot);
        }
        else if (_frames[_depth].Slot >= 0)
        {
            _builder.CloseItem(frame.First, !frame.IsOutOfOrder);
        }
    }
}
