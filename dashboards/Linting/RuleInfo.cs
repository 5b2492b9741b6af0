namespace StudyLake.Dashboards.Linting;

/// <summary>What a rule is called and what to do about its findings.</summary>
/// <param name="Code">Its code, such as <c>QS111</c>; never used again for another rule.</param>
/// <param name="Severity">How bad its findings are.</param>
/// <param name="Title">What it finds, in a few words.</param>
/// <param name="Hint">What to do, when a finding has no hint of its own.</param>
public sealed record RuleInfo(string Code, LintSeverity Severity, string Title, string Hint);
