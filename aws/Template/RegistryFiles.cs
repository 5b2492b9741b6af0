using System.Text;
using StudyLake.Analytics;
using StudyLake.Events;

namespace StudyLake.Aws.Template;

/// <summary>The registry on AWS: one CSV file a table in the lake bucket, a Glue table over it, a view with types.</summary>
/// <remarks>
/// A view of literals, as on one machine, would be limited to the 262,144 bytes of a statement. The Glue table is read
/// by Athena's OpenCSVSerDe, which gives text only, takes a backslash as escape and knows no line end within a field.
/// </remarks>
public static class RegistryFiles
{
    /// <summary>The Glue table of a table of the registry.</summary>
    public static string RawName(RegistryTable table) => RawTables.Prefix + table.Name;

    /// <summary>The folder in the lake bucket, with a slash at its end: a Glue table reads whole folders.</summary>
    public static string Folder(RegistryTable table) => $"registry/{Path.GetFileNameWithoutExtension(table.File)}/";

    /// <summary>The file's key in the lake bucket.</summary>
    public static string Key(RegistryTable table) => Folder(table) + table.File;

    /// <summary>The file as OpenCSVSerDe reads it: every field quoted, quotes doubled, backslashes doubled, one line a row.</summary>
    public static string Csv(Registry registry, RegistryTable table)
    {
        var csv = new StringBuilder();
        Line(csv, table.Columns.Select(column => (string?)column.Name));
        foreach (var row in registry.Rows(table))
            Line(csv, row);
        return csv.ToString();
    }

    /// <summary>The query of the view that gives the rows their types; an empty field is null.</summary>
    public static string ViewSql(RegistryTable table)
    {
        var columns = string.Join(
            ",\n",
            table.Columns.Select(column =>
                column.Type == ColumnType.Text
                    ? $"    nullif({column.Name}, '') as {column.Name}"
                    : $"    cast(nullif({column.Name}, '') as {SqlTypes.Name(column.Type)}) as {column.Name}"
            )
        );
        return $"select\n{columns}\nfrom {RawName(table)}\n";
    }

    private static void Line(StringBuilder csv, IEnumerable<string?> fields) =>
        csv.AppendJoin(
                ',',
                fields.Select(field =>
                    $"\"{(field ?? "").ReplaceLineEndings(" ").Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\"\"", StringComparison.Ordinal)}\""
                )
            )
            .Append('\n');
}
