namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS141: a layout places an element that the sheet does not have.</summary>
internal sealed class UnknownLayoutElement : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS141",
            LintSeverity.Error,
            "layout places what is not on the sheet",
            "Name a visual, control, text box or image of this sheet, with its type."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject)
    {
        foreach (var sheet in subject.Definition?.Sheets ?? [])
        {
            var elements = SheetElements.Of(sheet).ToLookup(element => element.Id, StringComparer.Ordinal);
            foreach (var place in SheetElements.Places(sheet))
            {
                var (id, kind) = (place.Text("ElementId") ?? "", place.Text("ElementType") ?? "");
                if (elements[id].Any(element => element.Kind == kind))
                    continue;
                var other = elements[id].FirstOrDefault();
                yield return new Fault(
                    place["ElementId"].Path,
                    $"Expected a {kind} of this sheet, found {Words.Quoted(id)}{(other is null ? "" : $", which is a {other.Kind}")}.",
                    Words.DidYouMean(
                        id,
                        elements
                            .SelectMany(group => group)
                            .Where(element => element.Kind == kind)
                            .Select(element => element.Id)
                    )
                );
            }
        }
    }
}
