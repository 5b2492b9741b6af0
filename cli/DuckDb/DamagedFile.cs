using StudyLake.Events.Lake;

namespace StudyLake.Cli.DuckDb;

/// <summary>Says of a failure of DuckDB which file of the lake it is about, without a path of this machine.</summary>
internal static class DamagedFile
{
    private const string Suffix = ".parquet";
    private const string Remedy = "Make the tables again from the log: studylake transform --rebuild";

    // What DuckDB's reader of Parquet says where it does not name the file.
    private static readonly string[] ReaderWords =
    [
        "parquet",
        "snappy",
        "zstd",
        "decompress",
        "tprotocol",
        "thrift",
        "corrupt",
        "know what type",
    ];

    // What a query does wrong may hold the same words.
    private static readonly string[] QueryErrors =
    [
        "Parser Error",
        "Binder Error",
        "Catalog Error",
        "Permission Error",
        "Conversion Error",
    ];

    /// <summary>The message for people: DuckDB's own, relative to the lake, or what to do about a damaged file.</summary>
    /// <param name="message">What DuckDB said.</param>
    /// <param name="lake">The lake's full path.</param>
    public static string Describe(string message, string lake)
    {
        var root = Path.TrimEndingDirectorySeparator(lake) + Path.DirectorySeparatorChar;
        if (Find(message, root) is { } file)
            return Describe(message, root, file.Table, file.Day, file.Batch);
        var first = message.Split('\n')[0];
        if (
            !QueryErrors.Any(error => first.StartsWith(error, StringComparison.Ordinal))
            && ReaderWords.Any(word => first.Contains(word, StringComparison.OrdinalIgnoreCase))
        )
            return $"Expected readable Parquet files in the lake, found a damaged one. {Remedy}";
        return message.Replace(root, "", StringComparison.Ordinal);
    }

    private static string Describe(string message, string root, string table, string day, string batch)
    {
        if (!File.Exists(Path.Combine(root, table, day, batch + Suffix)))
            return $"Expected batch {batch} of {day} in table {table}, found its file gone: the tables were made again "
                + "meanwhile. Run the same again.";
        return message.Contains("Permission denied", StringComparison.OrdinalIgnoreCase)
            ? $"Expected to be allowed to read batch {batch} of {day} in table {table}, found permission denied."
            : $"Expected a readable Parquet file for batch {batch} of {day} in table {table}, found a damaged one. {Remedy}";
    }

    // A file that we named ourselves: <lake>/<table>/dt=YYYY-MM-DD/<batch>.parquet.
    private static (string Table, string Day, string Batch)? Find(string message, string root)
    {
        for (
            var start = message.IndexOf(root, StringComparison.Ordinal);
            start >= 0;
            start = message.IndexOf(root, start + 1, StringComparison.Ordinal)
        )
        {
            var rest = message[(start + root.Length)..];
            var end = rest.IndexOf(Suffix, StringComparison.Ordinal);
            if (end < 0)
                continue;
            var parts = rest[..end].Split(Path.DirectorySeparatorChar);
            if (
                parts.Length == 3
                && LakeTables.All.Any(table => table.Name == parts[0])
                && LogSegment.TryParsePartition(parts[1], out _)
            )
                return (parts[0], parts[1], parts[2]);
        }
        return null;
    }
}
