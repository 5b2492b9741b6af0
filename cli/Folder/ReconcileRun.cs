using System.Collections.Immutable;
using StudyLake.Events;
using StudyLake.Ingest.Reconcile;

namespace StudyLake.Cli.Folder;

/// <summary>What comparing a folder with the log came to.</summary>
/// <param name="Source">The name of the folder in the log.</param>
/// <param name="Passes">Each comparison, in order.</param>
/// <param name="Run">The account of it, as of an ingest run; null for a dry run.</param>
/// <param name="Failures">Object id and cause of files that could not be read, the first twenty of the last comparison.</param>
internal sealed record ReconcileRun(
    string Source,
    ImmutableArray<ReconcilePass> Passes,
    IngestRun? Run,
    IReadOnlyList<string> Failures
)
{
    /// <summary>Whether the last comparison found no difference, and looked for all of them.</summary>
    public bool IsWhole => Passes[^1] is { GapCount: 0, RemovalsSkipped: null };
}
