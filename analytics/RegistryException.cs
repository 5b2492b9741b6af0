namespace StudyLake.Analytics;

/// <summary>A registry file cannot be used; the message says file, line, expected and found.</summary>
public sealed class RegistryException : Exception
{
    /// <summary>With file, line, expected and found.</summary>
    public RegistryException(string message)
        : base(message) { }

    /// <summary>With file, line, expected and found, and what the reader threw.</summary>
    public RegistryException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>Without a message; for serializers.</summary>
    public RegistryException() { }
}
