using StudyLake.Events;

namespace StudyLake.Tests.Simulation;

/// <summary>What S3 tells of one change.</summary>
/// <param name="Key">Index of the key.</param>
/// <param name="Cause">What removed it; null when something was stored.</param>
/// <param name="VersionId">The version, the marker's own for a marker; null or <c>null</c> where it has none.</param>
/// <param name="Value">The content stored; the entity tag stands for it.</param>
/// <param name="Sequencer">Hexadecimal, of varying length.</param>
/// <param name="At">When it happened.</param>
internal sealed record SimNotification(
    int Key,
    RemovalCause? Cause,
    string? VersionId,
    int Value,
    string Sequencer,
    DateTime At
);
