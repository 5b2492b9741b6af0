using System.Collections.Immutable;

namespace StudyLake.Dashboards.Model;

/// <summary>The steps of a data set, in an order in which each stands behind what it reads.</summary>
/// <param name="Steps">All steps, also ones that the output does not need.</param>
/// <param name="Output">The step whose rows are the data set's; null when the file does not lead to one.</param>
/// <param name="Problems">References that lead nowhere.</param>
public sealed record DataSetPlan(
    ImmutableArray<DataSetStep> Steps,
    DataSetStep? Output,
    ImmutableArray<DataSetProblem> Problems
);

/// <summary>A reference within a data set that leads nowhere.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Expected">What it should name.</param>
/// <param name="Found">What it names.</param>
/// <param name="Known">The names there are.</param>
public sealed record DataSetProblem(JsonView Place, string Expected, string Found, ImmutableArray<string> Known);
