using System.Text;
using StudyLake.Events;
using StudyLake.Events.Lake;

namespace StudyLake.Analytics;

/// <summary>Writes <c>docs/data-dictionary.md</c>: every attribute, table and column with its unit and meaning.</summary>
public static class DataDictionary
{
    /// <summary>The whole document in Markdown, from the attribute table, the lake's tables and the models.</summary>
    public static string Render(ModelCatalog catalog)
    {
        var text = new StringBuilder(
            """
            # Data dictionary

            Made from the code by `DataDictionary.Render`; a test holds the two equal. To change it, change the attribute
            table, the lake's tables or a model's `.yml`, and run the tests with `STUDYLAKE_WRITE_GOLDEN=1`.

            Several values stand in one text divided by a backslash. Times of day are text `HH:MM:SS.fff`. A timestamp is
            UTC unless its name says `local` (as the header states it) or `site` (the site's local time). Units are UCUM
            codes; `1` is a number of things. The partition `dt` is text `YYYY-MM-DD`: the date of arrival in UTC.


            """
        );
        Attributes(text);
        text.Append("## Tables of the lake\n\nSQL reads each through a view with `raw_` before its name.\n\n");
        foreach (var table in LakeTables.All)
        {
            text.Append($"### {RawTables.Name(table)}\n\n{table.Grain}\n\n");
            Columns(
                text,
                table.Columns.Select(column =>
                    (column.Name, SqlTypes.Name(column.Type), column.Unit, column.Description)
                )
            );
        }
        text.Append(
            "## Registry\n\nCSV files; each becomes a view. Names match without regard to case and spaces.\n\n"
        );
        foreach (var table in Registry.Tables)
        {
            text.Append($"### {table.Name}\n\nFile `{table.File}`. {table.Grain}\n\n");
            Columns(
                text,
                table.Columns.Select(column =>
                    (column.Name, SqlTypes.Name(column.Type), (string?)null, column.Description)
                )
            );
        }
        Models(text, catalog, ModelLayer.Marts, "Marts");
        Models(text, catalog, ModelLayer.Reports, "Reports");
        Models(text, catalog, ModelLayer.Staging, "Staging");
        return text.ToString().TrimEnd() + "\n";
    }

    private static void Attributes(StringBuilder text)
    {
        text.Append(
            """
            ## Attributes

            Everything that is read from a header. One without a column is read inside a sequence or to derive another.

            | keyword | tag | VR | level | privacy | column | type | unit | meaning |
            |---|---|---|---|---|---|---|---|---|

            """
        );
        var columns = AttributeTable.Attributes.Concat(AttributeTable.Texts).ToLookup(column => column.Attribute);
        foreach (var attribute in AttributeTable.All)
        {
            var rows = columns[attribute].Select(column => ((AttributeColumn?)column, column.Description)).ToList();
            if (rows.Count == 0)
                rows.Add((null, attribute.Description));
            foreach (var (column, description) in rows)
            {
                Row(
                    text,
                    attribute.Keyword,
                    attribute.Tag.ToString(),
                    attribute.Vr,
                    SnakeCase.From(attribute.Level.ToString()),
                    SnakeCase.From(attribute.Privacy.ToString()),
                    column is null ? "" : $"`{column.Name}`",
                    column is null ? "" : SqlTypes.Name(column.Type),
                    column?.Unit ?? "",
                    description
                );
            }
        }
        text.Append('\n');
    }

    private static void Models(StringBuilder text, ModelCatalog catalog, ModelLayer layer, string title)
    {
        var models = catalog
            .Models.Where(model => model.Layer == layer && !ThenModels.IsOne(model))
            .OrderBy(model => model.Name, StringComparer.Ordinal)
            .ToList();
        if (models.Count == 0)
            return;
        text.Append($"## {title}\n\n");
        foreach (var model in models)
        {
            var description = model.Description;
            text.Append($"### {model.Name}\n\n{description.Description}\n\nGrain: {description.Grain}\n\n");
            foreach (var parameter in description.Parameters)
                text.Append($"Parameter `{parameter.Name}` ({parameter.Type}): {parameter.Description}\n\n");
            Columns(
                text,
                description.Columns.Select(column => (column.Name, column.Type, column.Unit, column.Description))
            );
        }
    }

    private static void Columns(
        StringBuilder text,
        IEnumerable<(string Name, string Type, string? Unit, string Description)> columns
    )
    {
        text.Append("| column | type | unit | meaning |\n|---|---|---|---|\n");
        foreach (var column in columns)
            Row(text, $"`{column.Name}`", column.Type, column.Unit ?? "", column.Description);
        text.Append('\n');
    }

    private static void Row(StringBuilder text, params string[] cells) =>
        text.Append("| ")
            .AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))
            .Append(" |\n");
}
