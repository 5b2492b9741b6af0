namespace StudyLake.Aws.Cost;

/// <summary>How much there is for reports to read.</summary>
/// <remarks>
/// The numbers of series and instances are assumptions for a hospital with CT and MR: nothing that was measured here tells
/// them. Another mix moves what reads instances in proportion and leaves the rest.
/// </remarks>
public sealed record ScanInputs
{
    /// <summary>Studies that the lake holds; at least 1. Default a million, a year of a large centre.</summary>
    public long Studies { get; init; } = 1_000_000;

    /// <summary>Series of a study. Default 5, an assumption.</summary>
    public double SeriesPerStudy { get; init; } = 5;

    /// <summary>Instances of a study. Default 100, an assumption.</summary>
    public double InstancesPerStudy { get; init; } = 100;

    /// <summary>Events of an instance: its arrival, and what was re-sent, corrected or deleted. Default 1.1.</summary>
    public double EventsPerInstance { get; init; } = 1.1;

    /// <summary>Additions to the snapshot a day that find something new. Default 24, one an hour.</summary>
    public double SnapshotsADay { get; init; } = 24;

    /// <summary>Makings of the tables of reports a day. Default 4, one in 6 hours.</summary>
    public double ReportTablesADay { get; init; } = 4;
}
