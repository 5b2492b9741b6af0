using System.Collections.Immutable;
using System.Text;
using StudyLake.Events;
using static StudyLake.Events.ColumnType;

namespace StudyLake.Analytics;

/// <summary>
/// The registry: which institution and device names of the headers belong to which site and device. CSV files in a
/// folder under version control; changing one relabels history, because marts look it up when they are read.
/// </summary>
/// <remarks>Names are compared trimmed, with spaces collapsed and without regard to case.</remarks>
public sealed class Registry
{
    private readonly ImmutableDictionary<string, ImmutableArray<ImmutableArray<string?>>> _rows;

    private Registry(ImmutableDictionary<string, ImmutableArray<ImmutableArray<string?>>> rows) => _rows = rows;

    /// <summary>Institution names, and the site each belongs to.</summary>
    public static RegistryTable Institutions { get; } =
        new(
            "registry_institutions",
            "institutions.csv",
            "One row for each institution name that headers hold; several names may belong to one site.",
            [
                new("institution_name", Text, "InstitutionName as headers state it.", IsRequired: true),
                new("site_name", Text, "The site's display name.", IsRequired: true),
                new("time_zone", Text, "The site's IANA time zone, such as Europe/Berlin.", IsRequired: true),
                new("opens_at", Text, "Local time HH:MM at which operating hours begin; empty when not known."),
                new("closes_at", Text, "Local time HH:MM at which operating hours end; empty when not known."),
            ]
        );

    /// <summary>Devices, by serial number or by station name and institution.</summary>
    public static RegistryTable Devices { get; } =
        new(
            "registry_devices",
            "devices.csv",
            "One row for each device.",
            [
                new("device_id", Text, "The device's id within the registry; unique.", IsRequired: true),
                new("device_name", Text, "Its display name.", IsRequired: true),
                new("manufacturer", Text, "Manufacturer as headers state it; matches with the serial number."),
                new("device_serial_number", Text, "Serial number as headers state it."),
                new("station_name", Text, "StationName as headers state it; matches with the institution."),
                new("institution_name", Text, "InstitutionName as headers state it."),
                new("site_name", Text, "The site it stands at, one of institutions.csv.", IsRequired: true),
                new("modality", Text, "Its modality, such as CT.", IsRequired: true),
                new("opens_at", Text, "Local time HH:MM at which its hours begin; empty for the site's."),
                new("closes_at", Text, "Local time HH:MM at which its hours end; empty for the site's."),
                new(
                    "counts_secondary_capture",
                    ColumnType.Boolean,
                    "true for a device that sends only secondary captures; these then count as acquired images."
                ),
                new("in_service_from", Date, "First day in service; empty for always."),
                new("in_service_to", Date, "Last day in service; empty for still."),
            ]
        );

    /// <summary>Days on which a site works otherwise than Monday to Friday.</summary>
    public static RegistryTable Calendar { get; } =
        new(
            "registry_calendar",
            "calendars.csv",
            "One row for each site and day that departs from Monday to Friday.",
            [
                new("site_name", Text, "The site, one of institutions.csv.", IsRequired: true),
                new("calendar_date", Date, "The day.", IsRequired: true),
                new("day_kind", Text, "holiday or working.", IsRequired: true, ["holiday", "working"]),
                new("description", Text, "Such as the holiday's name."),
            ]
        );

    /// <summary>Names of exam types, by procedure code or by study description.</summary>
    public static RegistryTable Procedures { get; } =
        new(
            "registry_procedures",
            "procedures.csv",
            "One row for each procedure code or study description.",
            [
                new("procedure_code", Text, "Code as scheme:value; empty where the description is given."),
                new("study_description", Text, "StudyDescription as headers state it; empty where a code is given."),
                new("exam_name", Text, "The exam type's display name.", IsRequired: true),
            ]
        );

    /// <summary>When something is worth an alert, where the built-in thresholds do not fit.</summary>
    public static RegistryTable Alerts { get; } =
        new(
            "registry_alerts",
            "alerts.csv",
            "One row for each kind of alert, or kind and device, whose settings are others than the built-in ones.",
            [
                new(
                    "alert_kind",
                    Text,
                    "silent_device, arrival_lag, clock_step, reject_jump or reconciliation_gap.",
                    IsRequired: true,
                    ["silent_device", "arrival_lag", "clock_step", "reject_jump", "reconciliation_gap"]
                ),
                new("device_id", Text, "One of devices.csv; empty for all devices that have no row of their own."),
                new("factor", ColumnType.Double, "How many times the usual value makes an alert; empty as built in."),
                new(
                    "minimum",
                    ColumnType.Double,
                    "The least threshold, in the unit of the kind: usual hours, minutes, minutes, objects, counts; empty as built in."
                ),
                new(
                    "history_minimum",
                    ColumnType.Integer,
                    "How many earlier silences, studies or days are needed to know what is usual; empty as built in."
                ),
                new("is_on", ColumnType.Boolean, "false where such alerts are not wanted; empty for true."),
            ]
        );

    /// <summary>Thresholds of rules that a site may set otherwise; the defaults stand in <c>stg_settings</c>.</summary>
    public static RegistryTable Settings { get; } =
        new(
            "registry_settings",
            "settings.csv",
            "One row for each threshold that differs from its default.",
            [
                new(
                    "setting_name",
                    Text,
                    "The threshold: a column of stg_settings.",
                    IsRequired: true,
                    ["merge_gap_minutes", "idle_gap_minutes", "longest_exam_minutes"]
                ),
                new("setting_value", ColumnType.Double, "Its value, above zero.", IsRequired: true),
            ]
        );

    /// <summary>Every table of the registry.</summary>
    public static ImmutableArray<RegistryTable> Tables { get; } =
    [Institutions, Devices, Calendar, Procedures, Alerts, Settings];

    /// <summary>The registry that is part of this assembly, which maps nothing.</summary>
    public static Registry Empty { get; } =
        new(Tables.ToImmutableDictionary(table => table.Name, Embedded, StringComparer.Ordinal));

    /// <summary>Reads a folder of registry files; a file that is missing maps nothing.</summary>
    /// <exception cref="RegistryException">
    /// A file has a wrong header or an unusable value, an institution has two sites or a site two time zones, two devices
    /// have one id, a site and day stands twice, or a site is not in institutions.csv.
    /// </exception>
    public static Registry Load(string folder)
    {
        var (tables, findings) = RegistryCheck.Read(folder);
        if (findings.Concat(RegistryCheck.Falsifying(tables)).FirstOrDefault() is { } finding)
            throw new RegistryException($"{finding}.");
        return new Registry(
            tables.ToImmutableDictionary(table => table.Key, table => Rows(table.Value), StringComparer.Ordinal)
        );
    }

    /// <summary>The rows of a table as text, null where a field is empty.</summary>
    public ImmutableArray<ImmutableArray<string?>> Rows(RegistryTable table) => _rows[table.Name];

    /// <summary>The query that gives the table's rows with their types, the same text for both engines.</summary>
    public string Sql(RegistryTable table)
    {
        var content = _rows[table.Name];
        var sql = new StringBuilder("select\n");
        for (var i = 0; i < table.Columns.Length; i++)
        {
            var column = table.Columns[i];
            var end = i + 1 < table.Columns.Length ? "," : "";
            sql.AppendLine($"    cast({column.Name} as {SqlTypes.Name(column.Type)}) as {column.Name}{end}");
        }
        sql.AppendLine("from (values");
        var lines = content.IsEmpty
            ?
            [
                [.. table.Columns.Select(_ => (string?)null)],
            ]
            : content;
        for (var i = 0; i < lines.Length; i++)
        {
            var literals = string.Join(", ", lines[i].Select(value => $"cast({SqlTypes.Literal(value)} as varchar)"));
            sql.AppendLine($"    ({literals}){(i + 1 < lines.Length ? "," : "")}");
        }
        sql.AppendLine($") as list ({string.Join(", ", table.Columns.Select(column => column.Name))})");
        if (content.IsEmpty)
            sql.AppendLine("where false");
        return sql.ToString();
    }

    private static ImmutableArray<ImmutableArray<string?>> Embedded(RegistryTable table) =>
        Rows(RegistryReader.Read(table, ModelCatalog.Resource($"registry/{table.File}"), []));

    private static ImmutableArray<ImmutableArray<string?>> Rows(ImmutableArray<RegistryLine> lines) =>
        [.. lines.Select(line => line.Fields.Select(text => text.Length == 0 ? null : text).ToImmutableArray())];
}
