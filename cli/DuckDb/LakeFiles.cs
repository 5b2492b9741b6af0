using System.Collections.Immutable;
using StudyLake.Events.Lake;

namespace StudyLake.Cli.DuckDb;

/// <summary>Finds the Parquet files of a table of the lake.</summary>
internal static class LakeFiles
{
    /// <summary>Full paths under <c>&lt;lake&gt;/&lt;table&gt;/dt=YYYY-MM-DD/</c>, sorted.</summary>
    /// <remarks>
    /// Listed here and not by a pattern in SQL, so that a session sees one state of the lake and a half-written or
    /// foreign file is never read: names that begin with a dot or underscore are left out, as Athena does.
    /// </remarks>
    public static ImmutableArray<string> Of(string lake, LakeTable table)
    {
        var folder = Path.Combine(lake, table.Name);
        if (!Directory.Exists(folder))
            return [];
        return
        [
            .. Directory
                .EnumerateDirectories(folder)
                .Where(partition => LogSegment.TryParsePartition(Path.GetFileName(partition), out _))
                .SelectMany(partition => Directory.EnumerateFiles(partition, "*.parquet"))
                .Where(file => Path.GetFileName(file)[0] is not ('.' or '_'))
                .Order(StringComparer.Ordinal),
        ];
    }
}
