using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS153: a date in a categorical dimension draws a blank visual.</summary>
internal sealed class DateAsCategory : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS153",
            LintSeverity.Error,
            "date in a categorical dimension",
            "Use DateDimensionField, with DateGranularity."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject)
    {
        foreach (
            var field in (subject.Definition?.Sheets ?? [])
                .SelectMany(sheet => sheet.Visuals)
                .SelectMany(visual => visual.Fields)
        )
        {
            if (
                field is { Kind: VisualFieldKind.CategoricalDimension, Column: { } column }
                && subject.Expressions.Bound(column)?.Type == FieldType.DateTime
            )
                yield return new Fault(
                    field.Json.Path,
                    $"Expected a text in CategoricalDimensionField, found the date {Words.Quoted(column.Name)}."
                );
        }
    }
}
