namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS126: a relative date of a fixed kind has a number or a parameter, which the service refuses.</summary>
internal sealed class RelativeValueNotAllowed : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS126",
            LintSeverity.Error,
            "relative date has a number it cannot have",
            "Remove it, or use LAST or NEXT, which alone count units."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject)
    {
        if (subject.Definition is null)
            yield break;
        foreach (var filter in subject.Values.Where(value => value.Path.Name == "RelativeDatesFilter"))
        {
            if (filter.Text("RelativeDateType") is not { } type || type is "LAST" or "NEXT")
                continue;
            foreach (var name in (string[])["RelativeDateValue", "ParameterName"])
            {
                if (filter[name].Exists)
                    yield return new Fault(
                        filter[name].Path,
                        $"Expected {name} with LAST or NEXT alone, found it with {Words.Quoted(type)}."
                    );
            }
        }
    }
}
