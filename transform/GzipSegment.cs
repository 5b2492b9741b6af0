using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace StudyLake.Transform;

/// <summary>Inflates a segment of the log and proves that it is complete.</summary>
/// <remarks>
/// <see cref="GZipStream"/> accepts a file that was cut, lost its trailer or is followed by garbage, so its word is not
/// enough: the last 8 bytes must be the CRC-32 and the length of everything inflated (RFC 1952 section 2.3.1). A file
/// of several members fails that test and is walked member by member, about ten times slower.
/// </remarks>
internal static class GzipSegment
{
    /// <summary>Bytes of the trailer of a member: CRC-32 and length, both little endian.</summary>
    public const int TrailerBytes = 8;

    private const int BlockBytes = 1 << 18;

    /// <summary>Inflates the file and hands its content over in blocks; null when it is complete and undamaged.</summary>
    /// <param name="stored">The file, as many bytes as its store says it has.</param>
    /// <param name="budget">The most inflated bytes allowed.</param>
    /// <param name="onBlock">
    /// Receives the content in order. What it received counts only when the result is null: the proof is at the end.
    /// </param>
    public static QuarantineReason? Inflate(byte[] stored, long budget, Action<ReadOnlySpan<byte>> onBlock)
    {
        if (stored.Length == 0)
            return QuarantineReason.EmptyFile;
        if (!GzipMembers.BeginsAsGzip(stored))
            return QuarantineReason.NotGzip;
        var checksum = new Crc32();
        long length = 0;
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            using var source = new MemoryStream(stored, writable: false);
            using var gzip = new GZipStream(source, CompressionMode.Decompress);
            for (int read; (read = gzip.Read(block, 0, BlockBytes)) > 0; )
            {
                length += read;
                if (length > budget)
                    return QuarantineReason.TooLarge;
                checksum.Append(block.AsSpan(0, read));
                onBlock(block.AsSpan(0, read));
            }
        }
        catch (InvalidDataException)
        {
            // The walk finds out what is wrong; where it sees nothing, the two disagree and neither is believed.
            return GzipMembers.Verify(stored, budget, out _, out _) ?? QuarantineReason.DeflateDamaged;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
        var sum = checksum.GetCurrentHashAsUInt32();
        if (TrailerIs(stored.AsSpan(stored.Length - Math.Min(stored.Length, TrailerBytes)), sum, length))
            return null;
        return GzipMembers.Verify(stored, budget, out var walkedSum, out var walkedLength)
            ?? (walkedSum == sum && walkedLength == length ? null : QuarantineReason.DeflateDamaged);
    }

    private static bool TrailerIs(ReadOnlySpan<byte> trailer, uint checksum, long length) =>
        trailer.Length == TrailerBytes
        && BinaryPrimitives.ReadUInt32LittleEndian(trailer) == checksum
        && BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) == (uint)length;
}
