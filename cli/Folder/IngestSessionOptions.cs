using StudyLake.Ingest;

namespace StudyLake.Cli.Folder;

/// <summary>What a person asked of ingest.</summary>
internal sealed record IngestSessionOptions
{
    /// <summary>The folder to ingest, as a full path without links.</summary>
    public required string Root { get; init; }

    /// <summary>The lake's folder, as a full path.</summary>
    public required string Lake { get; init; }

    /// <summary>The key file.</summary>
    public required string KeyFile { get; init; }

    /// <summary>The name of the folder in the log; null derives one from its path.</summary>
    public string? Source { get; init; }

    /// <summary>Whether <see cref="Source"/> may now be another folder than before.</summary>
    public bool IsMoved { get; init; }

    /// <summary>Issuer of patient ids that state none; null leaves them without.</summary>
    public string? DefaultIssuer { get; init; }

    /// <summary>Files read at once; see <see cref="FolderIngestOptions.Parallelism"/>.</summary>
    public int Parallelism { get; init; } = Math.Clamp(Environment.ProcessorCount * 2, 1, 256);

    /// <summary>See <see cref="FolderIngestOptions.AllowEmpty"/>.</summary>
    public bool AllowEmpty { get; init; }

    /// <summary>See <see cref="FolderIngestOptions.SegmentEvents"/>.</summary>
    public int SegmentEvents { get; init; } = DefaultSegmentEvents;

    /// <summary>What <see cref="SegmentEvents"/> is unless said.</summary>
    public const int DefaultSegmentEvents = FolderIngestOptions.DefaultSegmentEvents;

    /// <summary>What stands between a pass and the log, to look at it or to break it. Default: nothing.</summary>
    public Func<IEventSink, IEventSink> Through { get; init; } = static log => log;
}
