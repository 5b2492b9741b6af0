namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS163: a click is to filter a visual that is not on the sheet; it filters the others only.</summary>
internal sealed class UnknownActionTarget : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS163",
            LintSeverity.Warning,
            "action targets a visual that is not on the sheet",
            "Name a VisualId of the same sheet, or remove it from TargetVisuals."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject) =>
        (subject.Definition?.Sheets ?? []).SelectMany(sheet =>
            UnknownVisualInScope.Unknown(sheet.Json.Below("TargetVisuals").SelectMany(targets => targets.Items), sheet)
        );
}
