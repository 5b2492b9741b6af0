namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS160: a filter or an action names a sheet that is not there.</summary>
internal sealed class UnknownSheetInScope : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new("QS160", LintSeverity.Error, "unknown sheet", "Name the SheetId of a sheet of this definition.");

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject)
    {
        if (subject.Definition is not { } definition)
            yield break;
        var known = definition.Sheets.Select(sheet => sheet.Id).ToHashSet(StringComparer.Ordinal);
        var scopes = definition.FilterGroups.SelectMany(group => group.Scopes).Select(scope => scope.Json["SheetId"]);
        var others = subject.Values.Where(value => value.Path.Name is "TargetSheetId");
        var tooltips = subject.Values.Where(value =>
            value.Path.Name == "SheetId" && value.Path.Parent?.Name == "SheetTooltip"
        );
        foreach (var place in scopes.Concat(others).Concat(tooltips))
        {
            if (place.AsText is { } id && !known.Contains(id))
                yield return new Fault(
                    place.Path,
                    $"Expected the id of a sheet, found {Words.Quoted(id)}.",
                    Words.DidYouMean(id, known)
                );
        }
    }
}
