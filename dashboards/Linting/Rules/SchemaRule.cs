namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>Reports one kind of difference between an asset and what the API accepts.</summary>
/// <param name="kind">The kind.</param>
/// <param name="info">The rule that it is reported as.</param>
internal sealed class SchemaRule(SchemaFaultKind kind, RuleInfo info) : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info => info;

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject) =>
        subject
            .SchemaFaults.Where(fault => fault.Kind == kind && !IsEmptyLogicalTables(subject, fault))
            .Where(fault => !SetsRollingDate.IsRollingDate(fault))
            .Select(fault => new Fault(fault.Path, fault.Message, fault.Hint));

    /// <summary>QuickSight itself writes an empty map of logical tables beside a data preparation.</summary>
    private static bool IsEmptyLogicalTables(LintSubject subject, SchemaFault fault) =>
        fault.Kind == SchemaFaultKind.OutsideLimits
        && fault.Path.Name == "LogicalTableMap"
        && subject.Asset.Json["DataPrepConfiguration"].Exists;
}
