using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS120: a control, filter, action, expression or title names a parameter that is not declared.</summary>
internal sealed class UnknownParameter : ILintRule
{
    /// <summary>What QuickSight writes in an export for a parameter that is gone.</summary>
    private const string Missing = "MissingParameter";

    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS120",
            LintSeverity.Error,
            "parameter not declared",
            "Declare it in ParameterDeclarations, or name one that is declared; upper and lower case count."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject) =>
        subject.Definition is null
            ? []
            :
            [
                .. ParameterUses.InValues(subject.Values).SelectMany(use => Faults(subject, use.Place.Path, use.Name)),
                .. subject.Expressions.All.SelectMany(expression =>
                    expression.Parameters.SelectMany(name => Faults(subject, expression.Place.Path, name))
                ),
            ];

    private static IEnumerable<Fault> Faults(LintSubject subject, JsonPath place, string name)
    {
        var known = subject.Names.Parameters;
        if (name.Length == 0 || known.ContainsKey(name))
            yield break;
        yield return new Fault(
            place,
            $"Expected a declared parameter, found {Words.Quoted(name)}.",
            name.StartsWith(Missing, StringComparison.Ordinal)
                ? "QuickSight exported a reference that was broken already: choose a parameter again or remove this."
                : Words.DidYouMean(name, known.Keys)
        );
    }
}
