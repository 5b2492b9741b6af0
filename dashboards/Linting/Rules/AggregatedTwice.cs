using StudyLake.Dashboards.Expressions;

namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS152: a well aggregates a calculated field that is aggregated already.</summary>
internal sealed class AggregatedTwice : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS152",
            LintSeverity.Error,
            "aggregation of an aggregated field",
            "Leave AggregationFunction out: the field's own aggregation holds."
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
                field is { IsMeasure: true, Aggregation: { } aggregation, Column: { } column }
                && subject.Expressions.Bound(column)?.Level is CalculationLevel.Aggregate or CalculationLevel.Post
            )
                yield return new Fault(
                    field.Json["AggregationFunction"].Path,
                    $"Expected no aggregation of {Words.Quoted(column.Name)}, which is aggregated already, found {aggregation}."
                );
        }
    }
}
