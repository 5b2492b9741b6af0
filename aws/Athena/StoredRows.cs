using System.Collections.Immutable;
using StudyLake.Analytics;
using StudyLake.Aws.Template;
using StudyLake.Events;

namespace StudyLake.Aws.Athena;

/// <summary>The rows of a model as a table stores them: the columns of its description, each of the type that it states.</summary>
internal static class StoredRows
{
    private static readonly ImmutableDictionary<string, ColumnType> Types = Enum.GetValues<ColumnType>()
        .Where(type => type is not (ColumnType.Time or ColumnType.DateTime))
        .ToImmutableDictionary(SqlTypes.Name, StringComparer.Ordinal);

    /// <summary>Its columns with the types of Hive.</summary>
    public static ImmutableArray<(string Name, string Type)> Columns(SqlModel model) =>
        [.. model.Description.Columns.Select(column => (column.Name, HiveTypes.Name(Types[column.Type])))];

    /// <summary>The query of its rows, over the tables that there are.</summary>
    public static string Query(SqlModel model, ComputedModels models)
    {
        // The type of the table is the type in the files, whatever the engine makes of the text.
        var casts = model.Description.Columns.Select(column =>
            $"cast({column.Name} as {column.Type}) as {column.Name}"
        );
        return models.Over($"select\n    {string.Join(",\n    ", casts)}\nfrom (\n{model.Sql}\n) as computed");
    }
}
