namespace StudyLake.Cli.Demo;

/// <summary>What makes a hospital: equal options make equal files and an equal truth.</summary>
public sealed record DemoOptions
{
    /// <summary>Number of studies. Default 400; 200 and more contain every special case; at least 1.</summary>
    public int Studies { get; init; } = 400;

    /// <summary>Seed of everything drawn. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Last day of the simulated year, the last day of a month. Default 2026-10-31.</summary>
    public DateOnly End { get; init; } = new(2026, 10, 31);

    /// <summary>The folder that receives the files; created when absent, expected empty before the first wave.</summary>
    public required string Folder { get; init; }
}
