namespace StudyLake.Benchmarks;

internal sealed class Marker;
