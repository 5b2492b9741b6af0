using StudyLake.Events;

namespace StudyLake.Transform;

/// <summary>Limits of the transform.</summary>
public sealed record TransformOptions
{
    /// <summary>
    /// The most bytes that a segment may inflate to; beyond, it is quarantined. Default 512 MiB: four times what a
    /// delivery stream puts into one, and no more than a small machine can hold as columns.
    /// </summary>
    public long InflateBudgetBytes { get; init; } = 512L << 20;

    /// <summary>The longest line in bytes; a longer one is quarantined. Default 4 MiB.</summary>
    public int MaxLineBytes { get; init; } = 4 << 20;

    /// <summary>
    /// How many segments at once, 1 or more. Default: one for each processor, and no more than the memory available to
    /// the process divided by <see cref="SegmentMemoryBytes"/>.
    /// </summary>
    public int Parallelism { get; init; } =
        (int)
            Math.Clamp(
                GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / SegmentMemoryBytes,
                1,
                Environment.ProcessorCount
            );

    /// <summary>Memory that one segment of 128 MiB may need.</summary>
    public const long SegmentMemoryBytes = 512L << 20;

    /// <summary>
    /// The earliest arrival date to look at; null, the default, for the whole log. A frequent run over a bucket may look
    /// at the last days alone as long as a rarer one looks at all: a segment of an older day waits for that one.
    /// </summary>
    public DateOnly? Since { get; init; }

    /// <summary>The way from older schema versions to the current one. Default <see cref="Events.Upcasters.All"/>.</summary>
    public IReadOnlyList<Upcaster> Upcasters { get; init; } = Events.Upcasters.All;
}
