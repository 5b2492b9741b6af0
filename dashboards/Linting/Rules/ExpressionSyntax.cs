namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS130: an expression cannot be read.</summary>
internal sealed class ExpressionSyntax : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new("QS130", LintSeverity.Error, "expression cannot be read", "Look at brackets, quotes and commas there.");

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject)
    {
        foreach (var expression in subject.Expressions.All)
        {
            if (expression.SyntaxError is { } error)
                yield return new Fault(expression.Place.Path, error.Message);
        }
    }
}
