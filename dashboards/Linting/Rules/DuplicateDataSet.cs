namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS101: two data sets are declared under one identifier.</summary>
internal sealed class DuplicateDataSet : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS101",
            LintSeverity.Error,
            "data set identifier declared twice",
            "Give each declaration an identifier of its own."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject) =>
        (subject.Definition?.DataSets ?? [])
            .GroupBy(dataSet => dataSet.Identifier, StringComparer.Ordinal)
            .SelectMany(group => group.Skip(1))
            .Select(dataSet => new Fault(
                dataSet.Json.Path,
                $"Expected each data set identifier once, found {Words.Quoted(dataSet.Identifier)} again."
            ));
}
