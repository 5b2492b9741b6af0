namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS103: one formula stands in several calculated fields of a data set.</summary>
/// <remarks>A plain reference to another field is a way to rename it, and no formula.</remarks>
internal sealed class DuplicateFormula : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS103",
            LintSeverity.Warning,
            "one formula defined twice",
            "Define it once and use that field, so that both always agree."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject)
    {
        foreach (
            var group in (subject.Definition?.CalculatedFields ?? [])
                .Where(field => field.Expression.Contains('(', StringComparison.Ordinal))
                .GroupBy(field => (field.DataSet, Formula: Condensed(field.Expression)))
        )
        {
            var first = group.First();
            foreach (var field in group.Skip(1).Where(field => field.Name != first.Name))
                yield return new Fault(
                    field.Json["Expression"].Path,
                    $"Expected each formula once, found that of {Words.Quoted(first.Name)} again in {Words.Quoted(field.Name)}."
                );
        }
    }

    private static string Condensed(string expression) =>
        string.Concat(expression.Where(letter => !char.IsWhiteSpace(letter)));
}
