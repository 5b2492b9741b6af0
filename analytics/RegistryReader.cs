using System.Collections.Immutable;
using CsvHelper;

namespace StudyLake.Analytics;

/// <summary>Reads the text of a registry file into lines, and notes what cannot be read.</summary>
internal static class RegistryReader
{
    /// <summary>The lines that have a field for each column. None when the header is not the table's.</summary>
    /// <param name="table">The table.</param>
    /// <param name="text">The file's text.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static ImmutableArray<RegistryLine> Read(RegistryTable table, string text, List<RegistryFinding> findings)
    {
        var lines = ImmutableArray.CreateBuilder<RegistryLine>();
        var options = new CsvReaderOptions
        {
            HasHeader = false,
            Separator = ',',
            TrimWhitespace = true,
            TrackLineNumbers = true,
        };
        using var csv = CsvReader.FromText(text, options);
        try
        {
            var header = csv.Read() ? string.Join(',', Fields(csv)) : "";
            var expected = string.Join(',', table.Columns.Select(column => column.Name));
            if (header != expected)
            {
                findings.Add(new(table.File, 1, $"expected {expected}, found {header}"));
                return [];
            }
            while (csv.Read())
            {
                var fields = Fields(csv);
                if (fields.Length == table.Columns.Length)
                    lines.Add(new(table, csv.LineNumber, fields));
                else
                    findings.Add(
                        new(
                            table.File,
                            csv.LineNumber,
                            $"expected {table.Columns.Length} fields, found {fields.Length}"
                        )
                    );
            }
        }
        catch (CsvFormatException exception)
        {
            findings.Add(new(table.File, csv.LineNumber, exception.Message.Split('\n')[0]));
        }
        return lines.ToImmutable();
    }

    private static ImmutableArray<string> Fields(CsvReader csv) =>
        [.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i))];
}
