namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS127: one filter group has filters on rows and on aggregated values.</summary>
/// <remarks>From the documentation of QuickSight alone; not tried against an account.</remarks>
internal sealed class MixedFilterGroup : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS127",
            LintSeverity.Error,
            "filter group mixes rows and aggregates",
            "Put filters on aggregated values into a group of their own."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject)
    {
        foreach (var group in subject.Definition?.FilterGroups ?? [])
        {
            var aggregated = group.Filters.Count(filter => filter.IsAggregated);
            if (aggregated > 0 && aggregated < group.Filters.Length)
                yield return new Fault(
                    group.Json["Filters"].Path,
                    $"Expected filters of one group all on rows or all on aggregated values, found {aggregated} of {group.Filters.Length} on aggregated values."
                );
        }
    }
}
