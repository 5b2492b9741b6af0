namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS102: two calculated fields of one data set have one name.</summary>
internal sealed class DuplicateCalculatedField : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new("QS102", LintSeverity.Error, "calculated field declared twice", "Rename one of the two, or remove it.");

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject) =>
        (subject.Definition?.CalculatedFields ?? [])
            .GroupBy(field => (field.DataSet, field.Name))
            .SelectMany(group => group.Skip(1))
            .Select(field => new Fault(
                field.Json["Name"].Path,
                $"Expected each calculated field of {Words.Quoted(field.DataSet)} once, found {Words.Quoted(field.Name)} again."
            ));
}
