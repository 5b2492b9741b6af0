namespace StudyLake.Analytics.Rendering;

/// <summary>A part of a report cannot be shown, for its numbers do not add up; the message says expected and found.</summary>
public sealed class ReportException : Exception
{
    /// <summary>With expected and found.</summary>
    public ReportException(string message)
        : base(message) { }

    /// <summary>With expected and found, and what was thrown.</summary>
    public ReportException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>Without a message; for serializers.</summary>
    public ReportException() { }
}
