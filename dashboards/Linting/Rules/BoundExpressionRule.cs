using StudyLake.Dashboards.Expressions;

namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>Reports what is wrong with the types and levels of an expression whose names are all known.</summary>
/// <param name="info">The rule that it is reported as.</param>
/// <param name="problems">The problems that belong to the rule.</param>
internal sealed class BoundExpressionRule(RuleInfo info, params ExpressionProblem[] problems) : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info => info;

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject)
    {
        foreach (var expression in subject.Expressions.All.Where(expression => expression.IsTyped))
        {
            if (
                expression is { Parsed: { } parsed, DataSet: { } dataSet }
                && subject.Expressions.BinderOf(dataSet) is { } binder
                && Problem(binder, expression.Field, parsed) is { } problem
                && problems.Contains(problem.Problem)
            )
                yield return new Fault(expression.Place.Path, problem.Message);
        }
    }

    /// <summary>The first problem of the expression itself; one of a field that it uses is reported there.</summary>
    private static ExpressionException? Problem(Binder binder, string? field, Expression parsed)
    {
        try
        {
            _ = field is null ? binder.Bind(parsed) : binder.BindField(field);
            return null;
        }
        catch (ExpressionException exception) when (exception.Field == field)
        {
            return exception;
        }
        catch (ExpressionException)
        {
            return null;
        }
    }
}
