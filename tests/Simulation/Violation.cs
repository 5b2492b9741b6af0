namespace StudyLake.Tests.Simulation;

/// <summary>The system under test broke its promise.</summary>
internal sealed class Violation(string message) : Exception(message);
