namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS144: two elements of a grid cover the same cells.</summary>
internal sealed class Overlap : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new("QS144", LintSeverity.Error, "elements overlap", "Move one of the two, or make it smaller.");

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject)
    {
        foreach (var grid in (subject.Definition?.Sheets ?? []).SelectMany(GridPlace.Of))
        {
            for (var index = 0; index < grid.Count; index++)
            {
                foreach (var earlier in grid.Take(index).Where(earlier => earlier.Overlaps(grid[index])))
                    yield return new Fault(
                        grid[index].Json.Path,
                        $"Expected elements side by side, found {Words.Quoted(grid[index].Id)} over {Words.Quoted(earlier.Id)}."
                    );
            }
        }
    }
}
