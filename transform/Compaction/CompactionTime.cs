namespace StudyLake.Transform.Compaction;

/// <summary>How long a run of compaction may take.</summary>
/// <param name="Enough">Once cancelled no further day or step is begun; one that is under way goes on.</param>
/// <param name="End">Once cancelled everything stops, and the step under way will be done again.</param>
public readonly record struct CompactionTime(CancellationToken Enough, CancellationToken End)
{
    /// <summary>As long as it takes.</summary>
    public static CompactionTime Unlimited => default;
}
