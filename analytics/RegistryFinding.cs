namespace StudyLake.Analytics;

/// <summary>Something wrong with a registry file.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Message">What was expected and found.</param>
public sealed record RegistryFinding(string File, long Line, string Message)
{
    /// <summary>File, line and message.</summary>
    public override string ToString() => $"{File}, line {Line}: {Message}";
}
