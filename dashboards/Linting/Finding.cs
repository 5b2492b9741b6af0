namespace StudyLake.Dashboards.Linting;

/// <summary>What is wrong at one place of one file.</summary>
/// <param name="Code">The rule's code.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="File">The file's path as given, with <c>/</c>.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Path">The place within the file, such as <c>$.Definition.Sheets[0]</c>.</param>
/// <param name="Message">What was expected and what was found.</param>
/// <param name="Hint">What to do.</param>
public sealed record Finding(
    string Code,
    LintSeverity Severity,
    string File,
    int Line,
    string Path,
    string Message,
    string Hint
);
