using StudyLake.Events;

namespace StudyLake.Tests.Simulation;

/// <summary>The lake behind the log of a world: what takes segments in, joins files and tells what is there.</summary>
internal interface ISimLake
{
    /// <summary>Every row that a reader sees now.</summary>
    IEnumerable<StudyEvent> Rows { get; }

    /// <summary>Whether a segment was taken in.</summary>
    bool Has(SimLog.Segment segment);

    /// <summary>Takes a segment in, or dies on the way.</summary>
    void Transform(SimLog.Segment segment);

    /// <summary>The steps of one compaction of what is there now.</summary>
    IEnumerable<Action> Compaction();

    /// <summary>Its files, for whoever looks for a mistake.</summary>
    IEnumerable<string> FileNames { get; }

    /// <summary>Reads segments again that were damaged and are whole now.</summary>
    void Requeue(IReadOnlyList<SimLog.Segment> segments);
}
