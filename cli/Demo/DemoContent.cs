namespace StudyLake.Cli.Demo;

/// <summary>An instance with its series, as planned for a study.</summary>
/// <param name="Series">The series.</param>
/// <param name="Instance">The instance.</param>
internal sealed record DemoContent(DemoSeries Series, DemoInstance Instance);
