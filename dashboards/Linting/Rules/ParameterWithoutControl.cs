namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS162: a parameter filters, and neither a control nor an action sets it.</summary>
internal sealed class ParameterWithoutControl : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS162",
            LintSeverity.Warning,
            "parameter filters and nothing sets it",
            "Add a control or an action that sets it, unless it comes from the address or an embedding page."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject)
    {
        if (subject.Definition is not { } definition)
            yield break;
        var used = ParameterUses.InFilters(definition).Select(use => use.Name).ToHashSet(StringComparer.Ordinal);
        var set = definition
            .Sheets.SelectMany(sheet => sheet.ParameterControls)
            .Select(control => control.Value.Text("SourceParameterName"))
            .Concat(
                subject
                    .Values.Where(value => value.Path.Name == "DestinationParameterName")
                    .Select(value => value.AsText)
            )
            .ToHashSet(StringComparer.Ordinal);
        foreach (var parameter in definition.Parameters)
        {
            if (used.Contains(parameter.Name) && !set.Contains(parameter.Name))
                yield return new Fault(
                    parameter.Json.Path,
                    $"Expected a control or an action that sets {Words.Quoted(parameter.Name)}, found none."
                );
        }
    }
}
