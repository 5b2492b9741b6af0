using System.Buffers.Binary;

namespace StudyLake.Ingest.Dicom;

/// <summary>Finds where the DICOM in an object begins. PS3.10 section 7.1.</summary>
/// <remarks>
/// <code>
/// preamble 128 | "DICM" 4 | group 0002, explicit VR little endian | data set
/// </code>
/// Also seen: the same without preamble and DICM, without DICM only, and a bare data set, with or without the command
/// group 0000 of the network in front.
/// </remarks>
internal sealed partial class HeaderWalker
{
    private const int PreambleBytes = 128;
    private const int MetaOffset = 132;

    // Enough for the first element of each candidate and the tag behind it.
    private const int ContainerBytes = 1024;

    private bool FindContainer(in ByteWindow window)
    {
        if (_end <= 0)
            return Reject(HeaderRejection.EmptyObject);
        var size = (int)Math.Min(_end, ContainerBytes);
        if (!Has(window, 0, size))
            return false;
        var bytes = window.Bytes[..size];
        var hasPrefix = size >= MetaOffset && bytes[PreambleBytes..MetaOffset].SequenceEqual("DICM"u8);
        // DICM counts only with group 0002 behind it: the four letters may stand at 128 by chance.
        if (hasPrefix && IsMeta(bytes[MetaOffset..]))
        {
            if (bytes[..PreambleBytes].ContainsAnyExcept((byte)0))
                Flag(HeaderFlag.PreambleNonzero);
            return StartAt(MetaOffset, Phase.Meta);
        }
        if (IsMeta(bytes))
            return StartAt(0, Phase.Meta);
        if (CommandGroupEnd(bytes) is { } afterCommand)
            return StartWithoutMeta(afterCommand);
        if (IsDataSet(bytes))
            return StartWithoutMeta(0);
        if (size > PreambleBytes && IsMeta(bytes[PreambleBytes..]))
            return StartAt(PreambleBytes, Phase.Meta);
        if (size > PreambleBytes && IsDataSet(bytes[PreambleBytes..]))
            return StartWithoutMeta(PreambleBytes);
        if (hasPrefix && IsDataSet(bytes[MetaOffset..]))
            return StartWithoutMeta(MetaOffset);
        return Reject(HeaderRejection.NotDicom);
    }

    private bool StartAt(long offset, Phase phase)
    {
        _position = offset;
        _phase = phase;
        _metaEnd = -1;
        return true;
    }

    private bool StartWithoutMeta(long offset)
    {
        Flag(HeaderFlag.MetaMissing);
        return StartAt(offset, Phase.DataSetStart);
    }

    // Group 0002 has elements 0000 to 0043 and 0100, 0102. PS3.10 table 7.1-1.
    private static bool IsMeta(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 8 && WireNumber.Tag(bytes, bigEndian: false) is >= 0x0002_0000 and <= 0x0002_0102;

    // (0000,0000) UL 4, implicit VR little endian: the length of the command group behind it. PS3.7 section 6.3.1.
    private long? CommandGroupEnd(ReadOnlySpan<byte> bytes)
    {
        // Tag and length as one number.
        if (bytes.Length < 12 || BinaryPrimitives.ReadUInt64LittleEndian(bytes) != 4UL << 32)
            return null;
        var end = 12L + WireNumber.UInt32(bytes[8..], false);
        return end < _end ? end : null;
    }

    // A known tag, read in either byte order and VR form, whose value fits and is followed by a larger tag.
    private bool IsDataSet(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8)
            return false;
        var bigEndian = LooksBigEndian(bytes, declared: false);
        var tag = WireNumber.Tag(bytes, bigEndian);
        var isKnown = tag >> 16 is >= 0x0008 and < 0x7FE0 && (tag >> 16 == 0x0008 || _wanted.Root.SlotOf(tag) >= 0);
        if (!isKnown)
            return false;
        var vr = VrTable.Find(bytes[4], bytes[5]);
        var header =
            !VrTable.IsListed(vr) ? ElementHeader.Implicit(bytes, bigEndian)
            : !VrTable.HasLongLength(vr) ? ElementHeader.Short(bytes, vr, bigEndian)
            : bytes.Length >= 12 ? ElementHeader.Long(bytes, vr, bigEndian)
            : default;
        if (header.Size == 0 || header.IsUndefined)
            return header.Size != 0;
        var next = header.Size + (long)header.Length;
        if (next + 4 > bytes.Length)
            return next <= _end && (VrTable.IsListed(vr) || header.Length <= ContainerBytes);
        var nextTag = WireNumber.Tag(bytes[(int)next..], bigEndian);
        return nextTag >> 16 is >= 0x0008 and <= 0x7FE0;
    }

    // The first group is small: of 0008 and 0800 the smaller reading is the right one.
    private static bool LooksBigEndian(ReadOnlySpan<byte> bytes, bool declared)
    {
        var asLittle = WireNumber.UInt16(bytes, bigEndian: false);
        var asBig = WireNumber.UInt16(bytes, bigEndian: true);
        return asLittle == asBig ? declared : asBig < asLittle;
    }
}
