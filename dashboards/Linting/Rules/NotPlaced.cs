namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS142: a visual, text box or image is on a sheet and not in its layout.</summary>
internal sealed class NotPlaced : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new("QS142", LintSeverity.Warning, "element not placed", "Place it in the sheet's layout, or remove it.");

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject)
    {
        foreach (var sheet in subject.Definition?.Sheets ?? [])
        {
            // Without a layout QuickSight places everything itself.
            if (sheet.Layout is null)
                continue;
            var placed = SheetElements
                .Places(sheet)
                .Select(place => place.Text("ElementId"))
                .ToHashSet(StringComparer.Ordinal);
            foreach (
                var element in SheetElements
                    .Of(sheet)
                    .Where(element => element.Kind is "VISUAL" or "TEXT_BOX" or "IMAGE")
            )
            {
                if (!placed.Contains(element.Id))
                    yield return new Fault(
                        element.IdPlace.Path,
                        $"Expected the layout to place {Words.Quoted(element.Id)}, found it nowhere."
                    );
            }
        }
    }
}
