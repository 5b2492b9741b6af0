using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS124: an action that sets a parameter can give it a fixed date, not one that moves with the clock.</summary>
internal sealed class SetsRollingDate : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS124",
            LintSeverity.Error,
            "action sets a rolling date",
            "Give a fixed date, or a parameter whose default is a rolling date."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject) =>
        subject
            .SchemaFaults.Where(IsRollingDate)
            .Select(fault => new Fault(
                fault.Path,
                "Expected a fixed date in ISO 8601 as the value that an action sets, found another."
            ));

    /// <summary>Whether a difference from the API is such an attempt, which is then reported once.</summary>
    internal static bool IsRollingDate(SchemaFault fault) =>
        (
            fault.Kind == SchemaFaultKind.Date
            || (fault.Kind == SchemaFaultKind.UnknownMember && fault.Path.Name == "RollingDate")
        ) && IsWithin(fault.Path, "SetParametersOperation");

    private static bool IsWithin(JsonPath path, string name)
    {
        for (var place = path; place is not null; place = place.Parent)
        {
            if (place.Name == name)
                return true;
        }
        return false;
    }
}
