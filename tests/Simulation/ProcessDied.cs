namespace StudyLake.Tests.Simulation;

/// <summary>A process of the simulated world died here. Nothing under test may catch it.</summary>
internal sealed class ProcessDied : Exception;
