using System.Buffers;
using System.IO.Compression;

namespace StudyLake.Ingest.Dicom;

/// <summary>Walks a deflated data set, inflating as far as the walk goes. PS3.5 annex A.5.</summary>
/// <remarks>
/// What is inflated counts against <see cref="HeaderReaderOptions.MaxTotalBytes"/> by itself, passed values included: a
/// megabyte may inflate to a gigabyte. At any time no more of it is in memory than the walk needs at once.
/// </remarks>
internal static class InflatedWalk
{
    private const int ChunkBytes = 16 << 10;

    public static async ValueTask RunAsync(
        HeaderWalker walker,
        CompressedBytes compressed,
        HeaderReaderOptions options,
        CancellationToken cancellationToken
    )
    {
        if (HasZlibHeader(compressed.AtHand))
            compressed.Skip(2);
        using var inflate = new DeflateStream(compressed, CompressionMode.Decompress, leaveOpen: true);
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes * 2);
        long start = 0;
        var count = 0;
        try
        {
            walker.BeginInflated();
            while (!walker.Walk(new ByteWindow(buffer.AsSpan(0, count), start)))
            {
                var (offset, least) = (walker.NeedOffset, walker.NeedBytes);
                // What lies before the offset is dropped, whether it is in the buffer or still to inflate.
                var drop = (int)Math.Min(offset - start, count);
                buffer.AsSpan(drop, count - drop).CopyTo(buffer);
                (start, count) = (start + drop, count - drop);
                if (buffer.Length < least + ChunkBytes)
                    buffer = Grow(buffer, count, least + ChunkBytes);
                if (start + count >= options.MaxTotalBytes)
                {
                    walker.StopAtByteLimit();
                    continue;
                }
                var got = await inflate
                    .ReadAsync(buffer.AsMemory(count, ChunkBytes), cancellationToken)
                    .ConfigureAwait(false);
                if (got == 0)
                    walker.EndAt(start + count);
                count += got;
            }
        }
        catch (InvalidDataException)
        {
            walker.StopAtDeflateDamage();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // CMF and FLG of RFC 1950, some writers wrap the raw stream of A.5 in them. A stored block of RFC 1951 may begin
    // alike; there the length and its complement follow.
    private static bool HasZlibHeader(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 5 || (bytes[0] & 0x0F) != 8 || bytes[0] >> 4 > 7 || ((bytes[0] << 8) | bytes[1]) % 31 != 0)
            return false;
        var isStoredBlock = (bytes[0] & 7) == 0 && (bytes[1] ^ bytes[3]) == 0xFF && (bytes[2] ^ bytes[4]) == 0xFF;
        return !isStoredBlock;
    }

    private static byte[] Grow(byte[] buffer, int count, int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(size);
        buffer.AsSpan(0, count).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
