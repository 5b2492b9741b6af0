namespace StudyLake.Cli.DuckDb;

/// <summary>How to run queries over a lake on this machine.</summary>
public sealed record DuckDbOptions
{
    /// <summary>The lake's folder. It is only read; it need not exist yet, and every table is then empty.</summary>
    public required string Lake { get; init; }

    /// <summary>Threads, from 1; null for one per core.</summary>
    public int? Threads { get; init; }

    /// <summary>Memory in MiB, from 64, beyond which DuckDB spills to <see cref="TemporaryFolder"/>; null for 80 % of it.</summary>
    public int? MemoryLimitMebibytes { get; init; }

    /// <summary>Where to spill. Default: a folder of this process under the system's temporary folder.</summary>
    public string TemporaryFolder { get; init; } =
        Path.Combine(Path.GetTempPath(), $"studylake-duckdb-{Environment.ProcessId}");
}
