namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS155: a label of an axis without the field it applies to is not shown.</summary>
internal sealed class LabelWithoutTarget : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS155",
            LintSeverity.Warning,
            "axis label without ApplyTo",
            "Give ApplyTo with the FieldId and Column that the label is for."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject) =>
        subject.Definition is null
            ? []
            : subject
                .Values.Where(value =>
                    value.Path.Name is null
                    && value.Path.Parent?.Name == "AxisLabelOptions"
                    && value["CustomLabel"].Exists
                    && !value["ApplyTo"].Exists
                )
                .Select(value => new Fault(
                    value["CustomLabel"].Path,
                    $"Expected ApplyTo beside the label {Words.Quoted(value.Text("CustomLabel") ?? "")}, found none."
                ));
}
