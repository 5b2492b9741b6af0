namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS113: a step of a data set names a table or column that is not there.</summary>
internal sealed class BrokenDataSetStep : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS113",
            LintSeverity.Error,
            "data set step reads what is not there",
            "Name what the step before gives; upper and lower case count."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject) =>
        (subject.DataSet?.Plan.Problems ?? []).Select(problem => new Fault(
            problem.Place.Path,
            $"Expected {problem.Expected}, found {Words.Quoted(problem.Found)}.",
            Words.DidYouMean(problem.Found, problem.Known)
        ));
}
