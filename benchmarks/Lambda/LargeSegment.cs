using System.Globalization;
using System.IO.Compression;

namespace StudyLake.Benchmarks.Lambda;

/// <summary>A segment as large as a delivery stream makes one, of the events of a small one with other ids.</summary>
internal static class LargeSegment
{
    /// <summary>Repeats the lines of a segment, each time with object ids and SOP Instance UIDs of their own.</summary>
    public static (byte[] Stored, long Lines) Make(byte[] small, long plainBytes)
    {
        using var source = new StreamReader(new GZipStream(new MemoryStream(small), CompressionMode.Decompress));
        var lines = source.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var stored = new MemoryStream();
        var count = 0L;
        using (var gzip = new GZipStream(stored, CompressionLevel.Optimal, leaveOpen: true))
        using (var writer = new StreamWriter(gzip))
        {
            for (var written = 0L; written < plainBytes; count++)
            {
                var line = Renamed(lines[count % lines.Length], count);
                writer.Write(line);
                writer.Write('\n');
                written += line.Length + 1;
            }
        }
        return (stored.ToArray(), count);
    }

    /// <summary>So many lines, their ids counted from a number.</summary>
    public static byte[] Of(byte[] small, int lines, long first)
    {
        using var source = new StreamReader(new GZipStream(new MemoryStream(small), CompressionMode.Decompress));
        var pattern = source.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var stored = new MemoryStream();
        using (var gzip = new GZipStream(stored, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new StreamWriter(gzip))
        {
            for (var number = first; number < first + lines; number++)
            {
                writer.Write(Renamed(pattern[number % pattern.Length], number));
                writer.Write('\n');
            }
        }
        return stored.ToArray();
    }

    private static string Renamed(string line, long number)
    {
        var digits = number.ToString("D10", CultureInfo.InvariantCulture);
        line = Replaced(
            line,
            "\"object_id\":\"",
            value => value[..^8] + digits[2..].Replace('0', 'a').Replace('1', 'b').Replace('8', 'c').Replace('9', 'd')
        );
        return Replaced(
            line,
            "\"sop_instance_uid\":\"",
            value => value.Length > 30 ? value[..20] + "." + digits : value + "." + digits
        );
    }

    private static string Replaced(string line, string member, Func<string, string> change)
    {
        var from = line.IndexOf(member, StringComparison.Ordinal);
        if (from < 0)
            return line;
        from += member.Length;
        var to = line.IndexOf('"', from);
        return line[..from] + change(line[from..to]) + line[to..];
    }
}
