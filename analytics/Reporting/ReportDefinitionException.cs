namespace StudyLake.Analytics.Reporting;

/// <summary>A file of a report cannot be used; the message says file, place in it, expected and found.</summary>
public sealed class ReportDefinitionException : Exception
{
    /// <summary>With file, place, expected and found.</summary>
    public ReportDefinitionException(string message)
        : base(message) { }

    /// <summary>With file, place, expected and found, and what the reader threw.</summary>
    public ReportDefinitionException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>Without a message; for serializers.</summary>
    public ReportDefinitionException() { }
}
