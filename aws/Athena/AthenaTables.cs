using System.Collections.Immutable;

namespace StudyLake.Aws.Athena;

/// <summary>The statements that make a table: <c>UNLOAD</c> writes the files, an external table names them.</summary>
/// <remarks>
/// A workgroup that enforces where results go refuses <c>create table as</c> with a place of its own, and <c>insert</c>
/// may leave half of its files when it fails. <c>UNLOAD</c> refuses a place that is not empty, so that a table never has
/// rows twice. https://docs.aws.amazon.com/athena/latest/ug/unload.html
/// </remarks>
internal static class AthenaTables
{
    /// <summary>Writes the rows of a query as Parquet into an empty folder.</summary>
    public static string Unload(string query, string place) =>
        $"unload (\n{query}\n)\nto '{place}'\nwith (format = 'PARQUET', compression = 'ZSTD')";

    /// <summary>Makes a table over every file below a folder.</summary>
    /// <param name="name">Its name, lower case.</param>
    /// <param name="columns">Names and types of Hive.</param>
    /// <param name="place">The folder, with a slash at its end.</param>
    public static string External(string name, ImmutableArray<(string Name, string Type)> columns, string place) =>
        $"create external table if not exists {name} (\n    "
        + string.Join(",\n    ", columns.Select(column => $"{column.Name} {column.Type}"))
        + $"\n)\nstored as parquet\nlocation '{place}'";

    /// <summary>Forgets a table; its files stay.</summary>
    public static string Drop(string name) => $"drop table if exists {name}";
}
