using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Linting;

/// <summary>One rule: looks at one asset and says what is wrong.</summary>
/// <remarks>Rules keep no state, never fail on what a file holds, and leave types and missing members to the schema rules.</remarks>
public interface ILintRule
{
    /// <summary>Code, severity, title and hint.</summary>
    RuleInfo Info { get; }

    /// <summary>What is wrong with the asset; nothing for assets that the rule is not about.</summary>
    IEnumerable<Fault> Check(LintSubject subject);
}

/// <summary>What a rule found.</summary>
/// <param name="Path">Where.</param>
/// <param name="Message">What was expected and what was found.</param>
/// <param name="Hint">What to do here; null for the rule's own hint.</param>
public sealed record Fault(JsonPath Path, string Message, string? Hint = null);
