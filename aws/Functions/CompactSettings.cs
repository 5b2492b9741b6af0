namespace StudyLake.Aws.Functions;

/// <summary>What the compact function is told by its environment.</summary>
internal sealed record CompactSettings
{
    /// <summary>What every function is told.</summary>
    public required CommonSettings Common { get; init; }

    /// <summary>
    /// Minutes for which replaced files stay for queries that have begun, <c>STUDYLAKE_GRACE_MINUTES</c>. Default 60, which
    /// is above the 30 minutes that Athena gives a query; 0 to 10,080.
    /// </summary>
    public required int GraceMinutes { get; init; }

    /// <summary>
    /// Events merged at one time, <c>STUDYLAKE_COMPACT_EVENTS</c>: bounds the time, the memory and the scratch of a step.
    /// Default 1,000,000, which is what has been measured
    /// (benchmarks/RESULTS.md); 1,000 to 100,000,000.
    /// </summary>
    public required int StepEvents { get; init; }

    /// <summary>Reads them.</summary>
    /// <exception cref="SettingsException">Some are missing or wrong: all of them are told at once.</exception>
    public static CompactSettings Read(Func<string, string?> variable)
    {
        var reader = new SettingsReader(variable);
        var settings = new CompactSettings
        {
            Common = CommonSettings.Read(reader),
            GraceMinutes = reader.Number("STUDYLAKE_GRACE_MINUTES", 60, 0, 10_080),
            StepEvents = reader.Number("STUDYLAKE_COMPACT_EVENTS", 1_000_000, 1_000, 100_000_000),
        };
        reader.ThrowIfWrong();
        return settings;
    }
}
