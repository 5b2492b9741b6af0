using StudyLake.Events;

namespace StudyLake.Cli.Folder;

/// <summary>What a run did.</summary>
/// <param name="Run">Its counts.</param>
/// <param name="Failures">Up to 20 objects that could not be read, by id, with the reason; their paths stay private.</param>
/// <param name="RemovalsSkipped">Why removed files were not looked for, or null when they were.</param>
internal sealed record IngestResult(IngestRun Run, IReadOnlyList<string> Failures, string? RemovalsSkipped);
