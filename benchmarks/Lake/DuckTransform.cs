using StudyLake.Analytics;
using StudyLake.Events;
using StudyLake.Events.Lake;
using StudyLake.Transform;

namespace StudyLake.Benchmarks.Lake;

/// <summary>What DuckDB is told to turn a segment of the log into Parquet.</summary>
internal static class DuckTransform
{
    private const string Settings = "(format parquet, compression zstd, compression_level 1, row_group_size 122880)";

    private static readonly Dictionary<string, string> Members = new()
    {
        ["rejection_reason"] = "reason",
        ["removal_cause"] = "cause",
    };

    /// <summary>
    /// <c>study_events</c> alone, in the order of the log: spared are the two other tables and the sort.
    /// </summary>
    public static string[] Copy(string lake, string segment) =>
        [
            $"copy (select {Columns(LakeTables.StudyEvents)} from {Lines(lake, segment, hasAll: false)}) to '{lake}/duck.parquet' {Settings}",
        ];

    /// <summary>The three tables that the transform makes of events, sorted by the columns that lead there.</summary>
    public static string[] ThreeTables(string lake, string segment) =>
        [
            $"create temp table lines as from {Lines(lake, segment, hasAll: true)}",
            Sorted(LakeTables.StudyEvents, Columns(LakeTables.StudyEvents), "lines", lake),
            Sorted(LakeTables.StudyText, Columns(LakeTables.StudyText), "lines where text is not null", lake),
            Sorted(
                LakeTables.FieldIssues,
                Columns(LakeTables.FieldIssues),
                "(select * exclude (field_errors), unnest(field_errors) as issue, "
                    + "generate_subscripts(field_errors, 1) as issue_number from lines)",
                lake
            ),
        ];

    /// <summary>Where <see cref="ThreeTables"/> puts a table.</summary>
    public static string File(string lake, LakeTable table) => $"{lake}/duck_{table.Name}.parquet";

    private static string Sorted(LakeTable table, string columns, string source, string lake)
    {
        var order = RowOrder
            .Leading.Where(name => table.Columns.Any(column => column.Name == name))
            .Select(name => $"{name} nulls first");
        return $"copy (select {columns} from {source} order by {string.Join(", ", order)}) to '{File(lake, table)}' {Settings}";
    }

    private static string Columns(LakeTable table) =>
        string.Join(", ", table.Columns.Select(column => $"{Expression(column)} as {column.Name}"));

    private static string Expression(LakeColumn column) =>
        column switch
        {
            { Attribute.Group: ColumnGroup.Text } => $"text.{column.Name}",
            { Attribute: not null } => $"attributes.{column.Name}",
            { Name: "field_error_count" } => "coalesce(len(field_errors), 0)",
            { Name: "issue_code" } => "issue.code",
            { Name: "keyword" } => "issue.keyword",
            _ => Members.GetValueOrDefault(column.Name, column.Name),
        };

    private static string Lines(string lake, string segment, bool hasAll)
    {
        var types = LakeTables
            .StudyEvents.Columns.Where(column => column.Attribute is null && column.Name != "field_error_count")
            .Select(column => $"'{Members.GetValueOrDefault(column.Name, column.Name)}': '{Type(column.Type)}'")
            .Append($"'attributes': '{Struct(LakeTables.StudyEvents)}'")
            .Concat(hasAll ? [$"'text': '{Struct(LakeTables.StudyText)}'"] : [])
            .Append("'field_errors': 'struct(code varchar, keyword varchar)[]'");
        return $"read_json('{lake}/log/dt=2026-10-01/{segment}', format = 'newline_delimited', "
            + $"columns = {{{string.Join(", ", types)}}})";
    }

    private static string Struct(LakeTable table) =>
        $"struct({string.Join(", ", table.Columns.Where(column => column.Attribute is not null).Select(column => $"{column.Name} {Type(column.Type)}"))})";

    private static string Type(ColumnType type) => type == ColumnType.Timestamp ? "timestamptz" : SqlTypes.Name(type);
}
