using System.Collections.Immutable;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Who looks at the dashboard, for row-level rules.</summary>
/// <param name="UserName">As in the column UserName of a rules data set.</param>
/// <param name="Groups">As in its column GroupName.</param>
public sealed record DashboardReader(string UserName, ImmutableArray<string> Groups);
