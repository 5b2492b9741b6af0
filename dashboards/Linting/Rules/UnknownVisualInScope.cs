namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS161: the scope of a filter names a visual that is not on its sheet.</summary>
internal sealed class UnknownVisualInScope : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new("QS161", LintSeverity.Error, "visual not on the sheet", "Name the VisualId of a visual of that sheet.");

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject)
    {
        if (subject.Definition is not { } definition)
            yield break;
        foreach (var scope in definition.FilterGroups.SelectMany(group => group.Scopes))
        {
            // A sheet that is not there is QS160 already.
            if (definition.Sheets.FirstOrDefault(sheet => sheet.Id == scope.SheetId) is { } sheet)
            {
                foreach (var fault in Unknown(scope.VisualIds, sheet))
                    yield return fault;
            }
        }
    }

    /// <summary>The ids that no visual of the sheet has.</summary>
    internal static IEnumerable<Fault> Unknown(IEnumerable<Model.JsonView> ids, Model.Sheet sheet)
    {
        foreach (var place in ids)
        {
            if (place.AsText is { } id && sheet.Visuals.All(visual => visual.Id != id))
                yield return new Fault(
                    place.Path,
                    $"Expected the id of a visual on sheet {Words.Quoted(sheet.Name ?? sheet.Id)}, found {Words.Quoted(id)}.",
                    Words.DidYouMean(id, sheet.Visuals.Select(visual => visual.Id))
                );
        }
    }
}
