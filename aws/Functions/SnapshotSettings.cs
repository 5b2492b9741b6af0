namespace StudyLake.Aws.Functions;

/// <summary>What the snapshot function is told by its environment.</summary>
internal sealed record SnapshotSettings
{
    /// <summary>What every function is told.</summary>
    public required CommonSettings Common { get; init; }

    /// <summary>Athena's workgroup, <c>STUDYLAKE_WORKGROUP</c>.</summary>
    public required string WorkGroup { get; init; }

    /// <summary>The Glue database of tables and views, <c>STUDYLAKE_DATABASE</c>.</summary>
    public required string Database { get; init; }

    /// <summary>
    /// Minutes for which what was replaced stays for queries that have begun, <c>STUDYLAKE_GRACE_MINUTES</c>. Default 60; 0 to
    /// 10,080.
    /// </summary>
    public required int GraceMinutes { get; init; }

    /// <summary>
    /// Hours after which the tables of reports are made again, <c>STUDYLAKE_REPORT_TABLES_HOURS</c>. Default 6; 0, for never, to
    /// 168.
    /// </summary>
    public required int ReportTablesHours { get; init; }

    /// <summary>Reads them.</summary>
    /// <exception cref="SettingsException">Some are missing or wrong: all of them are told at once.</exception>
    public static SnapshotSettings Read(Func<string, string?> variable)
    {
        var reader = new SettingsReader(variable);
        var settings = new SnapshotSettings
        {
            Common = CommonSettings.Read(reader),
            WorkGroup = reader.Required("STUDYLAKE_WORKGROUP", "the name of a workgroup of Athena"),
            Database = reader.Required("STUDYLAKE_DATABASE", "the name of a database of Glue"),
            GraceMinutes = reader.Number("STUDYLAKE_GRACE_MINUTES", 60, 0, 10_080),
            ReportTablesHours = reader.Number("STUDYLAKE_REPORT_TABLES_HOURS", 6, 0, 168),
        };
        reader.ThrowIfWrong();
        return settings;
    }
}
