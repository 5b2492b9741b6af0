using System.Buffers.Binary;
using System.Numerics;

namespace StudyLake.Ingest.Dicom;

/// <summary>Integers and tags in either byte order. PS3.5 section 7.3.</summary>
internal static class WireNumber
{
    /// <summary>Value of a length field that leaves the length open. PS3.5 section 7.5.1.</summary>
    public const uint UndefinedLength = 0xFFFF_FFFF;

    /// <summary>A tag: group, then element, 16 bits each.</summary>
    /// <remarks>
    /// Never to be compared with 0 where it is read: optimised code of .NET 10 on x64 jumps by the zero flag behind this
    /// rotation (<c>rol</c>), which does not set it.
    /// </remarks>
    public static uint Tag(ReadOnlySpan<byte> bytes, bool bigEndian) =>
        bigEndian
            ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
            : BitOperations.RotateLeft(BinaryPrimitives.ReadUInt32LittleEndian(bytes), 16);

    public static uint UInt32(ReadOnlySpan<byte> bytes, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    public static ushort UInt16(ReadOnlySpan<byte> bytes, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
