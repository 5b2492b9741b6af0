namespace StudyLake.Ingest.Dicom;

/// <summary>Walks the File Meta Information, group 0002. PS3.10 section 7.1.</summary>
/// <remarks>
/// Explicit VR little endian whatever the data set is, though implicit is seen. It ends at its group length (0002,0000),
/// if that is the end of an element behind the transfer syntax; otherwise before the first tag of another group.
/// </remarks>
internal sealed partial class HeaderWalker
{
    private long _metaEnd;

    private bool WalkMeta(in ByteWindow window)
    {
        ref var frame = ref _frames[0];
        while (true)
        {
            var left = _end - _position;
            if (left < 8)
                return EndMeta(frame);
            if (!Has(window, _position, (int)Math.Min(left, 12)))
                return false;
            var bytes = window.From(_position);
            var tag = WireNumber.Tag(bytes, bigEndian: false);
            if (tag >> 16 != 0x0002 || (tag <= frame.LastTag && _position == _metaEnd))
                return EndMeta(frame);
            if (frame.LastTag == 0)
                frame.IsExplicit = VrTable.Find(bytes[4], bytes[5]) != DicomVr.None;
            if (!TryReadHeader(window, bytes, left, frame, tag, out var header))
                return false;
            if (header.IsUndefined || header.Size + (long)header.Length > left)
            {
                Flag(HeaderFlag.Truncated, tag);
                return End();
            }
            if (!Has(window, _position, header.Size + (int)Math.Min(header.Length, 4)))
                return false;
            if (tag == Tags.MetaGroupLength && header.Length == 4)
                _metaEnd = _position + header.Size + 4 + WireNumber.UInt32(window.From(_position + header.Size), false);
            var slot = FindSlot(ref frame, tag);
            if (slot >= 0 && !HasKeptValue(window, header))
                return false;
            if (!Count())
                return true;
            if (IsFirst(ref frame, slot, tag) && slot >= 0)
                Keep(window, frame, slot, tag, header);
            _position += header.Size + header.Length;
        }
    }

    private bool EndMeta(in WalkFrame frame)
    {
        if (_metaEnd != _position)
            Flag(HeaderFlag.MetaLengthWrong);
        _phase = Phase.DataSetStart;
        UpdateStop(_builder.Value(frame.First, _mediaClassSlot));
        if (_group != SopClassGroup.Directory)
            return true;
        _rejection = HeaderRejection.DicomDirectory;
        return _stop >> 16 == 0x0004 || End();
    }

    // The form of the data set: what the transfer syntax says, overruled by what the first element shows.
    private bool StartDataSet(in ByteWindow window)
    {
        var left = _end - _position;
        if (left < 8)
        {
            _phase = Phase.DataSet;
            return true;
        }
        if (!Has(window, _position, (int)Math.Min(left, 12)))
            return false;
        var bytes = window.From(_position);
        var declared = TransferSyntax.Of(_builder.Value(0, _transferSyntaxSlot));
        ref var frame = ref _frames[0];
        var tag = WireNumber.Tag(bytes, bigEndian: false);
        if (declared.IsDeflated && !_isInflated && !IsDataSet(bytes[..(int)Math.Min(bytes.Length, ContainerBytes)]))
        {
            DeflatedFrom = _position;
            return true;
        }
        frame.IsBigEndian = tag >> 16 != 0x0002 && LooksBigEndian(bytes, declared.IsBigEndian);
        frame.IsExplicit = declared.IsExplicit;
        if (VrTable.IsListed(VrTable.Find(bytes[4], bytes[5])))
            frame.IsExplicit = true;
        else if (!TryFindForm(window, frame, _position, left, out frame.IsExplicit))
            return false;
        var isMissing = _builder.Value(0, _transferSyntaxSlot).IsEmpty;
        var differs = frame.IsExplicit != declared.IsExplicit || frame.IsBigEndian != declared.IsBigEndian;
        if (isMissing ? !_builder.IsFlagged(HeaderFlag.MetaMissing) : differs || (declared.IsDeflated && !_isInflated))
            Flag(HeaderFlag.TransferSyntaxWrong);
        _phase = Phase.DataSet;
        return true;
    }
}
