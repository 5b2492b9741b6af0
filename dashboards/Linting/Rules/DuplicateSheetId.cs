namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS146: two sheets, filter groups, filters or parameters have one name.</summary>
internal sealed class DuplicateSheetId : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS146",
            LintSeverity.Error,
            "sheet, filter or parameter declared twice",
            "Give each an id or name of its own."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject)
    {
        if (subject.Definition is not { } definition)
            return [];
        return
        [
            .. Twice("sheet", definition.Sheets.Select(sheet => sheet.Json["SheetId"])),
            .. Twice("filter group", definition.FilterGroups.Select(group => group.Json["FilterGroupId"])),
            .. Twice(
                "filter",
                definition.FilterGroups.SelectMany(group => group.Filters).Select(filter => filter.Json["FilterId"])
            ),
            .. Twice("parameter", definition.Parameters.Select(parameter => parameter.Json["Name"])),
        ];
    }

    private static IEnumerable<Fault> Twice(string noun, IEnumerable<Model.JsonView> ids) =>
        ids.Where(id => id.AsText is { Length: > 0 })
            .GroupBy(id => id.AsText, StringComparer.Ordinal)
            .SelectMany(group => group.Skip(1))
            .Select(id => new Fault(
                id.Path,
                $"Expected each {noun} once, found {Words.Quoted(id.AsText ?? "")} again."
            ));
}
