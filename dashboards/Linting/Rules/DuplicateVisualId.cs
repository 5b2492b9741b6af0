using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS140: two visuals, or two elements of a sheet, have one id.</summary>
internal sealed class DuplicateVisualId : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new("QS140", LintSeverity.Error, "id used twice", "Give each visual and each element an id of its own.");

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sheet in subject.Definition?.Sheets ?? [])
        {
            foreach (var visual in sheet.Visuals.Where(visual => visual.Id.Length > 0 && !seen.Add(visual.Id)))
                yield return Twice(visual.Json["VisualId"], visual.Id);
            var elements = sheet.Visuals.Select(visual => visual.Id).ToHashSet(StringComparer.Ordinal);
            foreach (var element in SheetElements.Of(sheet).Where(element => element.Kind != SheetElements.VisualKind))
            {
                if (!elements.Add(element.Id))
                    yield return Twice(element.IdPlace, element.Id);
            }
        }
    }

    private static Fault Twice(JsonView place, string id) =>
        new(place.Path, $"Expected each id once, found {Words.Quoted(id)} again.");
}
