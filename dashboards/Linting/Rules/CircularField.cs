using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS133: a calculated field depends on itself. A circle of fields is reported once.</summary>
internal sealed class CircularField : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS133",
            LintSeverity.Error,
            "calculated field depends on itself",
            "Take one of the fields out of the circle."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject)
    {
        var told = new HashSet<(string DataSet, string Name)>();
        foreach (var field in subject.Definition?.CalculatedFields ?? [])
        {
            if (
                subject.Expressions.BinderOf(field.DataSet) is not { } binder
                || Circle(binder, field) is not { } circle
            )
                continue;
            var place = (field.DataSet, circle.Field ?? field.Name);
            var isTold = told.Contains(place) || told.Contains((field.DataSet, field.Name));
            told.Add(place);
            told.Add((field.DataSet, field.Name));
            if (!isTold && subject.Names.CalculatedFields.TryGetValue(place, out var member))
                yield return new Fault(member.Json["Expression"].Path, circle.Message);
        }
    }

    private static ExpressionException? Circle(Binder binder, CalculatedField field)
    {
        try
        {
            _ = binder.Knows(field.Name) ? binder.BindField(field.Name) : null;
            return null;
        }
        catch (ExpressionException exception)
        {
            return exception.Problem == ExpressionProblem.Circular ? exception : null;
        }
    }
}
