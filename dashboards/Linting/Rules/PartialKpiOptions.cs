namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS154: options of a KPI without the one that says what it shows draw a blank tile.</summary>
internal sealed class PartialKpiOptions : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS154",
            LintSeverity.Warning,
            "KPI options are not complete",
            "Give PrimaryValueDisplayType too, or leave KPIOptions out for the defaults."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject) =>
        (subject.Definition?.Sheets ?? [])
            .SelectMany(sheet => sheet.Visuals)
            .Where(visual => visual.Kind == "KPIVisual")
            .Select(visual => visual.Configuration["KPIOptions"])
            .Where(options => options.Exists && !options["PrimaryValueDisplayType"].Exists)
            .Select(options => new Fault(
                options.Path,
                $"Expected KPIOptions with PrimaryValueDisplayType, found {Words.Some(options.Members.Select(member => member.Name))}."
            ));
}
