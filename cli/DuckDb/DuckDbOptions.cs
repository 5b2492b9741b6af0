namespace StudyLake.Cli.DuckDb;

/// <summary>How to run queries over a lake on this machine.</summary>
public sealed record DuckDbOptions
{
    /// <summary>The lake's folder. It is only read; it need not exist yet, and every table is then empty.</summary>
    public required string Lake { get; init; }

    /// <summary>
    /// Show the lake as it was known then, UTC: events recorded later are left out. Null for all of them.
    /// </summary>
    public DateTime? AsOf { get; init; }

    /// <summary>Threads, from 1; null for one per core.</summary>
    public int? Threads { get; init; }

    /// <summary>
    /// Memory in MiB, from 64, beyond which DuckDB spills to a folder of its own. Default: a quarter of what the machine or
    /// container has, at most 2 GiB.
    /// </summary>
    /// <remarks>
    /// The folder is made under the system's temporary folder when the engine opens, on Unix for its owner alone, under
    /// a name that cannot be foreseen, and deleted when the engine is disposed.
    /// </remarks>
    public int MemoryLimitMebibytes { get; init; } = DefaultMemoryLimit();

    /// <summary>
    /// Up to how many MiB that limit may rise, by half at a time, where a statement that gives no rows cannot do with it;
    /// null for not at all. Default null.
    /// </summary>
    /// <remarks>Not all that DuckDB holds can be spilled: what it has of the row groups it is reading cannot, for one.</remarks>
    public int? LargestMemoryLimitMebibytes { get; init; }

    /// <summary>
    /// Whether rows without an <c>order by</c> come in the order of the files. Default true; without it large statements
    /// need less memory.
    /// </summary>
    public bool KeepsOrder { get; init; } = true;

    /// <summary>
    /// Whether what the end of each Parquet file says is kept once it was read. Default true; some 0.3 MiB a file.
    /// </summary>
    public bool KeepsFooters { get; init; } = true;

    /// <summary>
    /// Whether memory that a statement has freed, and what was read of files, are kept for the next ones. Default true;
    /// the limit does not count the first, so without it a process that runs many large statements stays smaller.
    /// </summary>
    public bool KeepsFreedMemory { get; init; } = true;

    private const int LeastMebibytes = 64;
    private const int MostMebibytes = 2 * 1024;

    private static int DefaultMemoryLimit() =>
        (int)Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 / (1 << 20), LeastMebibytes, MostMebibytes);
}
