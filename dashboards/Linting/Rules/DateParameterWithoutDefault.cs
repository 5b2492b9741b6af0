using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS122: the picker of a date parameter without default does not work.</summary>
internal sealed class DateParameterWithoutDefault : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS122",
            LintSeverity.Warning,
            "date parameter without default",
            "Give the parameter a default: StaticValues, or RollingDate for one that moves with the clock."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject)
    {
        if (subject.Definition is not { } definition)
            yield break;
        var picked = definition
            .Sheets.SelectMany(sheet => sheet.ParameterControls)
            .Where(control => control.Name == "DateTimePicker")
            .Select(control => control.Value.Text("SourceParameterName"))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var parameter in definition.Parameters)
        {
            if (
                parameter.Type == DataSetColumnType.DateTime
                && !parameter.HasDefault
                && picked.Contains(parameter.Name)
            )
                yield return new Fault(
                    parameter.Json.Path,
                    $"Expected a default for {Words.Quoted(parameter.Name)}, which a date picker sets, found none."
                );
        }
    }
}
