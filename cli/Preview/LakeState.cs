using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using StudyLake.Cli.DuckDb;
using StudyLake.Cli.Snapshot;
using StudyLake.Events.Lake;

namespace StudyLake.Cli.Preview;

/// <summary>Tells one state of a lake's files from another.</summary>
internal static class LakeState
{
    /// <summary>A digest of which Parquet files count, of the snapshot in force and of the registry.</summary>
    /// <remarks>
    /// Parquet files are never changed under their names, so their names are enough; the registry's are edited, so
    /// their sizes and times count.
    /// </remarks>
    /// <param name="lake">The lake's folder; it need not be there.</param>
    /// <param name="registry">The registry's folder; null for the one in the lake.</param>
    /// <exception cref="IOException">A folder cannot be listed.</exception>
    public static string Of(string lake, string? registry)
    {
        var text = new StringBuilder();
        text.AppendLine(File.Exists(Path.Combine(lake, "lake.json")) ? "lake" : "none");
        var files = LakeFiles.Open(lake);
        foreach (var file in LakeTables.All.SelectMany(table => files.Of(table)))
            text.AppendLine(file);
        Add(text, Path.Combine(lake, SnapshotFolder.Name), "current.json");
        Add(text, registry ?? Path.Combine(lake, "registry"), "*.csv");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Add(StringBuilder text, string folder, string pattern)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles(pattern).OrderBy(file => file.Name))
            text.AppendLine(
                string.Create(CultureInfo.InvariantCulture, $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}")
            );
    }
}
