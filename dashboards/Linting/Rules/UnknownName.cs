using StudyLake.Dashboards.Expressions;

namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS131: an expression names a function or a field that is not there.</summary>
internal sealed class UnknownName : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS131",
            LintSeverity.Error,
            "unknown function or field in an expression",
            "Name a function of QuickSight, or a column or calculated field of the same data set."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject)
    {
        foreach (var expression in subject.Expressions.All)
        {
            foreach (var function in expression.Functions.Where(name => FunctionTable.Find(name) is null))
                yield return new Fault(
                    expression.Place.Path,
                    $"Expected a function of QuickSight, found {Words.Quoted(function)}.",
                    Words.DidYouMean(function, FunctionTable.All.Select(known => known.Name))
                );
            if (expression.KnownFields is not { } fields)
                continue;
            foreach (var name in expression.Fields.Where(name => !fields.Contains(name)))
                yield return new Fault(
                    expression.Place.Path,
                    $"Expected a field of {(expression.DataSet is { } dataSet ? Words.Quoted(dataSet) : "no data set")}, found {Words.Quoted(name)}.",
                    Words.DidYouMean(name, fields)
                );
        }
    }
}
