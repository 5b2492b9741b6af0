using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using StudyLake.Events;

namespace StudyLake.Analytics;

/// <summary>
/// Finds everything that is wrong with a folder of registry files, where <see cref="Registry.Load"/> stops at the first
/// and lets pass what only misleads: devices that nothing can match, and types of two names.
/// </summary>
public static class RegistryCheck
{
    // No exponent, no sign and no thousands: both engines cast what is left alike.
    private const NumberStyles Decimal = NumberStyles.AllowDecimalPoint;

    /// <summary>What is wrong, by file and line; nothing when all is well. A file that is missing maps nothing.</summary>
    public static ImmutableArray<RegistryFinding> Run(string folder)
    {
        var (tables, findings) = Read(folder);
        return
        [
            .. findings
                .Concat(Falsifying(tables))
                .Concat(Disagreeing(tables[Registry.Procedures.Name], Procedure, "exam_name", "procedure"))
                .Concat(RegistryDevices.Check(tables[Registry.Devices.Name]))
                .Concat(RegistryAlerts.Check(tables[Registry.Alerts.Name], tables[Registry.Devices.Name]))
                .Distinct()
                .OrderBy(finding => finding.File, StringComparer.Ordinal)
                .ThenBy(finding => finding.Line)
                .ThenBy(finding => finding.Message, StringComparer.Ordinal),
        ];
    }

    /// <summary>The lines of each table by its name, and what cannot be read or has a wrong value.</summary>
    internal static (Dictionary<string, ImmutableArray<RegistryLine>> Tables, List<RegistryFinding> Findings) Read(
        string folder
    )
    {
        var findings = new List<RegistryFinding>();
        var tables = new Dictionary<string, ImmutableArray<RegistryLine>>(StringComparer.Ordinal);
        foreach (var table in Registry.Tables)
        {
            var path = Path.Combine(folder, table.File);
            tables[table.Name] = File.Exists(path)
                ? RegistryReader.Read(table, File.ReadAllText(path, Encoding.UTF8), findings)
                : [];
            findings.AddRange(tables[table.Name].SelectMany(Values));
        }
        return (tables, findings);
    }

    /// <summary>What would make numbers wrong: a row of a mart counted twice, or at a site that is not there.</summary>
    internal static IEnumerable<RegistryFinding> Falsifying(Dictionary<string, ImmutableArray<RegistryLine>> tables)
    {
        var institutions = tables[Registry.Institutions.Name];
        var devices = tables[Registry.Devices.Name];
        var calendar = tables[Registry.Calendar.Name];
        return
        [
            .. Disagreeing(institutions, line => line.Key("institution_name"), "site_name", "institution"),
            .. Disagreeing(institutions, line => line["site_name"], "time_zone", "site"),
            .. UnknownSites(institutions, [.. devices, .. calendar]),
            .. Twice(devices, line => line["device_id"], "each device_id once"),
            .. Twice(tables[Registry.Settings.Name], line => line["setting_name"], "each setting_name once"),
            .. Twice(calendar, line => $"{line["site_name"]} {line["calendar_date"]}", "each site and day once"),
            .. Twice(
                tables[Registry.Alerts.Name],
                line => $"{line["alert_kind"]} {line["device_id"]}".TrimEnd(),
                "each kind of alert once for a device and once for all"
            ),
        ];
    }

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
            (ColumnType.Double, "setting_value") => double.TryParse(
                text,
                Decimal,
                CultureInfo.InvariantCulture,
                out var number
            ) && number is > 0 and < 1e9
                ? null
                : "a number above zero",
            (ColumnType.Double, _) => IsAmount(text) ? null : "a number of 0 or more such as 1.5",
            (ColumnType.Integer, _) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)
                ? null
                : "a whole number of 0 or more",
            (ColumnType.Boolean, _) => text is "true" or "false" ? null : "true or false",
            (_, "time_zone") => TimeZoneInfo.TryFindSystemTimeZoneById(text, out _) ? null : "an IANA time zone",
            (_, "opens_at" or "closes_at") => TimeOnly.TryParseExact(text, "HH:mm", out _) ? null : "a time HH:MM",
            _ => null,
        };
    }

    // No exponent and no digits grouped: both engines read what is left alike.
    private static bool IsAmount(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
        && double.IsFinite(amount);

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

    private static IEnumerable<RegistryFinding> UnknownSites(
        IEnumerable<RegistryLine> institutions,
        IEnumerable<RegistryLine> lines
    )
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
