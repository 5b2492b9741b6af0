namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS145: a sheet whose name is one character gets no tab.</summary>
internal sealed class OneLetterSheetName : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new("QS145", LintSeverity.Warning, "sheet name of one character", "Give it a name of two characters or more.");

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject) =>
        (subject.Definition?.Sheets ?? [])
            .Where(sheet => !sheet.IsTooltip && sheet.Name?.Length == 1)
            .Select(sheet => new Fault(
                sheet.Json["Name"].Path,
                $"Expected a name of at least two characters, found {Words.Quoted(sheet.Name ?? "")}."
            ));
}
