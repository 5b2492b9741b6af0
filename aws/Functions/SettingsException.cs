namespace StudyLake.Aws.Functions;

/// <summary>The environment of a function is not what it needs: every problem at once, one a line.</summary>
internal sealed class SettingsException(IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    /// <summary>The problems: each names the variable, what was expected and what was found.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
