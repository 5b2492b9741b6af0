using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Analytics;
using StudyLake.Events;
using StudyLake.Events.Lake;

namespace StudyLake.Cli.DuckDb;

/// <summary>The views <c>raw_&lt;table&gt;</c> over the Parquet files of a lake.</summary>
internal static class RawViews
{
    /// <summary>
    /// The statement that makes the view of one table. Every column of the contract is there with its type: null
    /// where an older file does not have it, and no row at all where there is no file.
    /// </summary>
    public static string Statement(LakeTable table, ImmutableArray<string> files) =>
        Statement(table, files, RawTables.Name(table));

    /// <summary>The same under another name, such as over some of the files.</summary>
    public static string Statement(LakeTable table, ImmutableArray<string> files, string name) =>
        Statement(table, files.IsEmpty ? [] : [Source(files, "union_by_name = true, ")], name, null);

    /// <summary>The same over groups of files with the same columns, and as it was known at a moment.</summary>
    public static string Statement(LakeTable table, ImmutableArray<ImmutableArray<string>> alike, DateTime? asOf) =>
        Statement(table, [.. alike.Select(files => Source(files, ""))], RawTables.Name(table), asOf);

    private static string Statement(LakeTable table, ImmutableArray<string> sources, string name, DateTime? asOf)
    {
        LakeColumn[] columns =
        [
            .. table.Columns,
            new LakeColumn(LakeTable.Partition, ColumnType.Text, null, "Arrival date in UTC."),
        ];
        var selected = string.Join(",\n    ", columns.Select(Typed));
        var nothing = string.Join(
            ",\n        ",
            columns.Select(column => $"cast(null as {Stored(column.Type)}) as {column.Name}")
        );
        var source = string.Concat(sources.Prepend($"select\n        {nothing}\n    where false"));
        return $"create or replace view {name} as\nselect\n    {selected}\nfrom (\n    {source}\n){Known(table, asOf)}";
    }

    private static string Source(ImmutableArray<string> files, string options)
    {
        var list = string.Join(",\n        ", files.Select(SqlTypes.Literal));
        return $"""

                union all by name
                select * from read_parquet([
                    {list}
                ], {options}hive_partitioning = true, hive_types = {LakeTypes})
            """;
    }

    // Tables that do not say when a row was recorded keep all of theirs.
    private static string Known(LakeTable table, DateTime? asOf) =>
        asOf is { } moment && table.Columns.Any(column => column.Name == RecordedAt)
            ? $"\nwhere {RecordedAt} <= timestamptz '{moment.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)}+00'"
            : "";

    private const string RecordedAt = "recorded_at";

    private const string LakeTypes = "{'" + LakeTable.Partition + "': varchar}";

    // Casting an instant would ask a calendar for each value, which costs more than reading it; its microseconds are UTC.
    private static string Typed(LakeColumn column) =>
        column.Type == ColumnType.Timestamp
            ? $"make_timestamp(epoch_us({column.Name})) as {column.Name}"
            : $"cast({column.Name} as {SqlTypes.Name(column.Type)}) as {column.Name}";

    /// <summary>The type as DuckDB reads it from Parquet: an instant has a zone there, and in SQL has none but is UTC.</summary>
    private static string Stored(ColumnType type) => type == ColumnType.Timestamp ? "timestamptz" : SqlTypes.Name(type);
}
