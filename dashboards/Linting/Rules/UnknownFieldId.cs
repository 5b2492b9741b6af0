using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS150: sorting, options or formatting name a field that is in no well of the visual.</summary>
internal sealed class UnknownFieldId : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS150",
            LintSeverity.Error,
            "field id in no well",
            "Name the FieldId of a field in the visual's wells, or remove this."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject) =>
        (subject.Definition?.Sheets ?? []).SelectMany(sheet => sheet.Visuals).SelectMany(Check);

    private static IEnumerable<Fault> Check(Visual visual)
    {
        var values = visual.Json.SelfAndBelow().ToList();
        // A field declares its id beside its column or expression; everything else refers to it.
        var declared = values
            .Where(value => value["FieldId"].Exists && IsField(value))
            .Select(value => value.Text("FieldId"))
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        foreach (var value in values)
        {
            if (
                value.AsText is { Length: > 0 } id
                && !declared.Contains(id)
                && (value.Path.Name is "FieldId" or "SourceField" || IsItemOf(value.Path, "SelectedFields", "Order"))
            )
                yield return new Fault(
                    value.Path,
                    $"Expected the id of a field of visual {Words.Quoted(visual.Id)}, found {Words.Quoted(id)}.",
                    Words.DidYouMean(id, declared)
                );
        }
    }

    private static bool IsField(JsonView value) =>
        value["Column"].Exists || (value["Expression"].Exists && value.Path.Name == "CalculatedMeasureField");

    private static bool IsItemOf(JsonPath path, params ReadOnlySpan<string> lists) =>
        path.Name is null && path.Parent?.Name is { } list && lists.Contains(list);
}
