using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace StudyLake.Transform;

/// <summary>Walks the members of a gzip file and checks each one. RFC 1952 section 2.2.</summary>
internal static class GzipMembers
{
    // Member: 1F 8B, method 8, flags, time (4), extra flags, system; then optional parts by flag; data; CRC-32, length.
    private const int HeaderBytes = 10;
    private const byte HeaderChecksum = 0x02;
    private const byte Extra = 0x04;
    private const byte Name = 0x08;
    private const byte Comment = 0x10;
    private const byte Reserved = 0xE0;

    /// <summary>Whether the first bytes are those of a member, as far as there are any.</summary>
    public static bool BeginsAsGzip(ReadOnlySpan<byte> bytes) =>
        !bytes.IsEmpty && bytes[..Math.Min(bytes.Length, 3)].SequenceEqual(Magic[..Math.Min(bytes.Length, 3)]);

    /// <summary>Null when every member is whole and undamaged and the last one ends with the file.</summary>
    /// <param name="stored">The file.</param>
    /// <param name="budget">The most inflated bytes allowed.</param>
    /// <param name="checksum">CRC-32 of the content of all members.</param>
    /// <param name="length">Length of the content of all members in bytes.</param>
    public static QuarantineReason? Verify(byte[] stored, long budget, out uint checksum, out long length)
    {
        var total = new Crc32();
        checksum = 0;
        length = 0;
        for (var position = 0; position < stored.Length; )
        {
            if (!BeginsAsGzip(stored.AsSpan(position)))
                return position == 0 ? QuarantineReason.NotGzip : QuarantineReason.TrailingGarbage;
            var defect = SkipHeader(stored, ref position) ?? Check(stored, ref position, budget, total, ref length);
            if (defect is not null)
                return defect;
        }
        checksum = total.GetCurrentHashAsUInt32();
        return null;
    }

    private static ReadOnlySpan<byte> Magic => [0x1F, 0x8B, 0x08];

    private static QuarantineReason? SkipHeader(ReadOnlySpan<byte> stored, ref int position)
    {
        if (stored.Length - position < HeaderBytes)
            return QuarantineReason.Truncated;
        var flags = stored[position + 3];
        if ((flags & Reserved) != 0)
            return QuarantineReason.NotGzip;
        position += HeaderBytes;
        if ((flags & Extra) != 0)
        {
            if (stored.Length - position < 2)
                return QuarantineReason.Truncated;
            position += 2 + BinaryPrimitives.ReadUInt16LittleEndian(stored[position..]);
        }
        if ((flags & Name) != 0 && !SkipText(stored, ref position))
            return QuarantineReason.Truncated;
        if ((flags & Comment) != 0 && !SkipText(stored, ref position))
            return QuarantineReason.Truncated;
        position += (flags & HeaderChecksum) != 0 ? 2 : 0;
        return position <= stored.Length ? null : QuarantineReason.Truncated;
    }

    private static bool SkipText(ReadOnlySpan<byte> stored, ref int position)
    {
        var length = position < stored.Length ? stored[position..].IndexOf((byte)0) : -1;
        position += length + 1;
        return length >= 0;
    }

    private static QuarantineReason? Check(byte[] stored, ref int position, long budget, Crc32 total, ref long length)
    {
        var member = new Crc32();
        long memberLength = 0;
        using var source = new OneByteStream(stored, position);
        try
        {
            using var deflate = new DeflateStream(source, CompressionMode.Decompress, leaveOpen: true);
            var block = new byte[1 << 16];
            for (int read; (read = deflate.Read(block)) > 0; )
            {
                memberLength += read;
                if (length + memberLength > budget)
                    return QuarantineReason.TooLarge;
                member.Append(block.AsSpan(0, read));
                total.Append(block.AsSpan(0, read));
            }
        }
        catch (InvalidDataException)
        {
            return QuarantineReason.DeflateDamaged;
        }
        position = source.Next;
        if (source.AskedBeyondEnd || stored.Length - position < GzipSegment.TrailerBytes)
            return QuarantineReason.Truncated;
        var trailer = stored.AsSpan(position, GzipSegment.TrailerBytes);
        position += GzipSegment.TrailerBytes;
        length += memberLength;
        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer) != member.GetCurrentHashAsUInt32())
            return QuarantineReason.ChecksumWrong;
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) == (uint)memberLength
            ? null
            : QuarantineReason.LengthWrong;
    }
}
