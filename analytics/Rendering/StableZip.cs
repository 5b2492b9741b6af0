using System.IO.Compression;

namespace StudyLake.Analytics.Rendering;

/// <summary>A zip whose bytes depend on its content alone: order of entries as given, every entry of one moment.</summary>
internal static class StableZip
{
    private static readonly DateTime Earliest = new(1980, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The zip.</summary>
    /// <param name="entries">Name and content of each entry.</param>
    /// <param name="moment">UTC; before 1980, which zip cannot say, it is 1980.</param>
    public static byte[] Of(IEnumerable<(string Name, byte[] Content)> entries, DateTime moment)
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                // An offset of zero keeps the machine's zone out of the bytes.
                entry.LastWriteTime = new DateTimeOffset(
                    DateTime.SpecifyKind(moment < Earliest ? Earliest : moment, DateTimeKind.Unspecified),
                    TimeSpan.Zero
                );
                using var stream = entry.Open();
                stream.Write(content);
            }
        }
        return output.ToArray();
    }
}
