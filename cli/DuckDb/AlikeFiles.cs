using System.Collections.Immutable;
using StudyLake.Analytics;

namespace StudyLake.Cli.DuckDb;

/// <summary>Parquet files with the same columns, which DuckDB reads together by the first one's.</summary>
/// <remarks>
/// Reading files by name otherwise (<c>union_by_name</c>) looks into each of them whenever a statement names the view: of
/// 500 files that is a fifth of a second on one core for each mention. Most lakes have one group, and one more for each
/// version of the format that added a column.
/// </remarks>
internal static class AlikeFiles
{
    /// <summary>A query of the groups: one row for each, with the list of its paths.</summary>
    public static string Query(ImmutableArray<string> files) =>
        $"""
            select list(file_name order by file_name) as files
            from (
                select
                    file_name,
                    string_agg(concat_ws(' ', name, type, converted_type, logical_type), ',' order by name) as columns
                from parquet_schema([{string.Join(", ", files.Select(SqlTypes.Literal))}])
                where type is not null
                group by file_name
            )
            group by columns
            order by min(file_name)
            """;
}
