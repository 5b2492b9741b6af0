namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS128: a control depends on a control that is not there.</summary>
internal sealed class UnknownCascadingControl : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS128",
            LintSeverity.Error,
            "control depends on no control",
            "Name the id of a control of this definition."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject)
    {
        if (subject.Definition is not { } definition)
            yield break;
        var known = definition
            .Sheets.SelectMany(SheetElements.Of)
            .Where(element => element.Kind is "PARAMETER_CONTROL" or "FILTER_CONTROL")
            .Select(element => element.Id)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var value in subject.Values.Where(value => value.Path.Name == "SourceSheetControlId"))
        {
            if (value.AsText is { } id && !known.Contains(id))
                yield return new Fault(
                    value.Path,
                    $"Expected the id of a control, found {Words.Quoted(id)}.",
                    Words.DidYouMean(id, known)
                );
        }
    }
}
