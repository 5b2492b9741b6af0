namespace StudyLake.Dashboards.Compiling;

/// <summary>Where the rows of a dashboard's data sets come from.</summary>
public sealed record DashboardSourceOptions
{
    /// <summary>
    /// True for rows made from the definition's own literals, for definitions whose data is not at hand; false for the
    /// data sets' own SQL. Default: false.
    /// </summary>
    public bool IsSynthetic { get; init; }

    /// <summary>
    /// True to read data sets of ImportMode SPICE from tables, once these are made. Changes no result. Default: false.
    /// </summary>
    public bool ImportsSpice { get; init; }

    /// <summary>How many rows a made-up data set has. Default: 256; from 1 to 100,000.</summary>
    public int SyntheticRows { get; init; } = 256;

    /// <summary>The day that made-up dates lead up to.</summary>
    public DateTimeOffset SyntheticUntil { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
