namespace StudyLake.Cli.Folder;

/// <summary>How far a run is.</summary>
/// <param name="ObjectsSeen">Files the walk has seen.</param>
/// <param name="ChangesNoticed">Changes it has noticed.</param>
/// <param name="Done">Changes whose event is durable, or that failed.</param>
/// <param name="WalkIsDone">Whether <paramref name="ChangesNoticed"/> is final, so that the remaining time can be told.</param>
internal readonly record struct IngestProgress(long ObjectsSeen, long ChangesNoticed, long Done, bool WalkIsDone);
