using StudyLake.Events;

namespace StudyLake.Tests.Simulation;

/// <summary>The lake: files of rows, named after what they were made of.</summary>
internal sealed class SimLake
{
    public SortedDictionary<string, IReadOnlyList<StudyEvent>> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Segments that were taken in; the mark is written last.</summary>
    public HashSet<string> Batches { get; } = [];

    public IEnumerable<StudyEvent> Rows => Files.Values.SelectMany(rows => rows);
}
