namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS151: a line chart with a colour field can show one value only.</summary>
internal sealed class LineWithColorsAndValues : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS151",
            LintSeverity.Error,
            "line chart with colours and several values",
            "Remove the field in Colors, or all values but one."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject)
    {
        foreach (var visual in (subject.Definition?.Sheets ?? []).SelectMany(sheet => sheet.Visuals))
        {
            var values = visual.Well("Values").Count();
            if (visual.Kind == "LineChartVisual" && values > 1 && visual.Well("Colors").Any())
                yield return new Fault(
                    visual.Configuration["FieldWells"].Path,
                    $"Expected one value beside a field in Colors, found {values}."
                );
        }
    }
}
