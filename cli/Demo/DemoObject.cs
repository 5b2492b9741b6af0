namespace StudyLake.Cli.Demo;

/// <summary>One good object: an instance seen with its series and with its study as of one time.</summary>
/// <param name="Study">The study as the object's header states it.</param>
/// <param name="Series">The series.</param>
/// <param name="Instance">The instance.</param>
public sealed record DemoObject(DemoStudy Study, DemoSeries Series, DemoInstance Instance);
