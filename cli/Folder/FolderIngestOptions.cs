namespace StudyLake.Cli.Folder;

/// <summary>What to ingest and how.</summary>
internal sealed record FolderIngestOptions
{
    /// <summary>The folder, as a full path without links.</summary>
    public required string Root { get; init; }

    /// <summary>The name of this folder in the log; must stay the same for as long as the lake lives.</summary>
    public required string Source { get; init; }

    /// <summary>Files read at once. Default twice the processors: half of them may wait for the disk. 1 to 256.</summary>
    public int Parallelism { get; init; } = Math.Clamp(Environment.ProcessorCount * 2, 1, 256);

    /// <summary>Default of <see cref="SegmentEvents"/>.</summary>
    public const int DefaultSegmentEvents = 20_000;

    /// <summary>Events in a segment at most. Default 20,000, about 32 MiB before compression.</summary>
    public int SegmentEvents { get; init; } = DefaultSegmentEvents;

    /// <summary>Age at which a segment is written though it is not full. Default 60 seconds.</summary>
    public TimeSpan SegmentAge { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Read every file again, changed or not. What was read since this instant in ticks of UTC is passed over.</summary>
    public long? ReextractBeforeTicks { get; init; }

    /// <summary>Whether a folder that has become empty may count as emptied. Default false: it may as well be unmounted.</summary>
    public bool AllowEmpty { get; init; }
}
