namespace StudyLake.Events.Fold;

/// <summary>What a log says of one version of one object: the reading of its newest change that stands.</summary>
/// <param name="Reading">The reading.</param>
/// <param name="Kept">What the caller keeps of its event.</param>
public readonly record struct FoldedVersion<T>(ChangeReading Reading, T Kept);
