namespace StudyLake.Dashboards.Page;

/// <summary>A dashboard that cannot be opened; the message says what was expected, found and where.</summary>
public sealed class PageException : Exception
{
    /// <summary>With a message.</summary>
    public PageException(string message)
        : base(message) { }

    /// <summary>With a message and a cause.</summary>
    public PageException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>Without a message; for serializers.</summary>
    public PageException() { }
}
