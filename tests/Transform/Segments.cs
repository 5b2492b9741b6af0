using System.IO.Compression;
using System.Security.Cryptography;
using StudyLake.Events;
using StudyLake.Events.Lake;

namespace StudyLake.Tests.Transform;

/// <summary>Segments of the log, made by hand from lines.</summary>
internal static class Segments
{
    public static readonly DateOnly Date = new(2026, 10, 1);

    public static byte[] Lines(params IEnumerable<byte[]> lines)
    {
        using var content = new MemoryStream();
        foreach (var line in lines)
        {
            content.Write(line);
            content.WriteByte((byte)'\n');
        }
        return content.ToArray();
    }

    public static byte[] Lines(IEnumerable<StudyEvent> events) => Lines(events.Select(EventJson.ToUtf8));

    public static byte[] Gzip(byte[] content)
    {
        using var stored = new MemoryStream();
        using (var gzip = new GZipStream(stored, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(content);
        return stored.ToArray();
    }

    public static LogSegment Name(long sequence, byte[] content) =>
        new(Date, sequence, Convert.ToHexStringLower(SHA256.HashData(content))[..16]);

    /// <summary>Puts a segment of these inflated bytes into a lake.</summary>
    public static LogSegment Put(MemoryLakeStore lake, long sequence, byte[] content)
    {
        var segment = Name(sequence, content);
        lake.Files[segment.Path] = Gzip(content);
        return segment;
    }
}
