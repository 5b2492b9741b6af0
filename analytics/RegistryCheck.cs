using System.Collections.Immutable;
using System.Text;
using CsvHelper;
using StudyLake.Events;

namespace StudyLake.Analytics;

/// <summary>
/// Finds everything that is wrong with a folder of registry files, where <see cref="Registry.Load"/> stops at the first
/// and does not look at what only misleads.
/// </summary>
public static class RegistryCheck
{
    /// <summary>What is wrong, by file and line; nothing when all is well. A file that is missing maps nothing.</summary>
    public static ImmutableArray<RegistryFinding> Run(string folder)
    {
        var findings = new List<RegistryFinding>();
        var tables = Registry.Tables.ToDictionary(table => table.Name, table => Read(folder, table, findings));
        foreach (var line in tables.Values.SelectMany(lines => lines))
            findings.AddRange(Values(line));
        var institutions = tables[Registry.Institutions.Name];
        var devices = tables[Registry.Devices.Name];
        var calendar = tables[Registry.Calendar.Name];
        findings.AddRange(Disagreeing(institutions, line => line.Key("institution_name"), "site_name", "institution"));
        findings.AddRange(Disagreeing(institutions, line => line["site_name"], "time_zone", "site"));
        findings.AddRange(Disagreeing(tables[Registry.Procedures.Name], Procedure, "exam_name", "procedure"));
        findings.AddRange(UnknownSites(institutions, [.. devices, .. calendar]));
        findings.AddRange(Twice(devices, line => line["device_id"], "each device_id once"));
        findings.AddRange(
            Twice(calendar, line => $"{line["site_name"]} {line["calendar_date"]}", "each site and day once")
        );
        findings.AddRange(RegistryDevices.Check(devices));
        return
        [
            .. findings
                .Distinct()
                .OrderBy(finding => finding.File, StringComparer.Ordinal)
                .ThenBy(finding => finding.Line)
                .ThenBy(finding => finding.Message, StringComparer.Ordinal),
        ];
    }

    private static List<RegistryLine> Read(string folder, RegistryTable table, List<RegistryFinding> findings)
    {
        var lines = new List<RegistryLine>();
        var path = Path.Combine(folder, table.File);
        if (!File.Exists(path))
            return lines;
        var options = new CsvReaderOptions
        {
            HasHeader = false,
            Separator = ',',
            TrimWhitespace = true,
            TrackLineNumbers = true,
        };
        using var csv = CsvReader.FromText(File.ReadAllText(path, Encoding.UTF8), options);
        try
        {
            var header = csv.Read() ? string.Join(',', Fields(csv)) : "";
            var expected = string.Join(',', table.Columns.Select(column => column.Name));
            if (header != expected)
            {
                findings.Add(new(table.File, 1, $"expected {expected}, found {header}"));
                return lines;
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
        return lines;
    }

    private static ImmutableArray<string> Fields(CsvReader csv) =>
        [.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i))];

    private static IEnumerable<RegistryFinding> Values(RegistryLine line)
    {
        foreach (var column in line.Table.Columns)
        {
            var text = line[column.Name];
            if (Expected(column, text) is { } expected)
                yield return line.Finding($"expected {expected} in {column.Name}, found '{text}'");
        }
    }

    /// <summary>What a column takes; null when the text is that.</summary>
    private static string? Expected(RegistryColumn column, string text)
    {
        if (text.Length == 0)
            return column.IsRequired ? "a value" : null;
        if (!column.Values.IsDefaultOrEmpty)
            return column.Values.Contains(text) ? null : string.Join(" or ", column.Values);
        return (column.Type, column.Name) switch
        {
            (ColumnType.Date, _) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out _) ? null : "a date YYYY-MM-DD",
            (ColumnType.Boolean, _) => text is "true" or "false" ? null : "true or false",
            (_, "time_zone") => TimeZoneInfo.TryFindSystemTimeZoneById(text, out _) ? null : "an IANA time zone",
            (_, "opens_at" or "closes_at") => TimeOnly.TryParseExact(text, "HH:mm", out _) ? null : "a time HH:MM",
            _ => null,
        };
    }

    private static IEnumerable<RegistryFinding> Disagreeing(
        IEnumerable<RegistryLine> lines,
        Func<RegistryLine, string> key,
        string column,
        string what
    ) =>
        lines
            .Where(line => key(line).Length > 0)
            .GroupBy(key, StringComparer.Ordinal)
            .SelectMany(group =>
                group
                    .Skip(1)
                    .Where(line => line[column] != group.First()[column])
                    .Select(line =>
                        line.Finding(
                            $"expected one {column} for the {what} '{group.Key}', found '{line[column]}' after '{group.First()[column]}' in line {group.First().Line}"
                        )
                    )
            );

    private static IEnumerable<RegistryFinding> UnknownSites(List<RegistryLine> institutions, List<RegistryLine> lines)
    {
        var sites = institutions.Select(line => line["site_name"]).ToHashSet(StringComparer.Ordinal);
        return lines
            .Where(line => line["site_name"].Length > 0 && !sites.Contains(line["site_name"]))
            .Select(line =>
                line.Finding($"expected a site of {Registry.Institutions.File}, found '{line["site_name"]}'")
            );
    }

    private static IEnumerable<RegistryFinding> Twice(
        IEnumerable<RegistryLine> lines,
        Func<RegistryLine, string> key,
        string expected
    ) =>
        lines
            .GroupBy(key, StringComparer.Ordinal)
            .Where(group => group.Key.Trim().Length > 0)
            .SelectMany(group =>
                group
                    .Skip(1)
                    .Select(line =>
                        line.Finding($"expected {expected}, found '{group.Key}' also in line {group.First().Line}")
                    )
            );

    private static string Procedure(RegistryLine line) =>
        line["procedure_code"].Length > 0 ? line["procedure_code"] : line.Key("study_description");
}
