namespace StudyLake.Analytics;

/// <summary>One declared test of a model, as a query that returns the rows that fail it.</summary>
/// <param name="Model">The model.</param>
/// <param name="Name">What is tested, such as <c>unique study_instance_uid</c>.</param>
/// <param name="Sql">Returns no row when the test passes.</param>
public sealed record ModelTest(string Model, string Name, string Sql);
