namespace StudyLake.Analytics;

/// <summary>The query engine refused a statement or failed to finish it; the message is the engine's.</summary>
public sealed class QueryException : Exception
{
    /// <summary>With the engine's message.</summary>
    public QueryException(string message)
        : base(message) { }

    /// <summary>With the engine's message and its own exception.</summary>
    public QueryException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>Without a message; for serializers.</summary>
    public QueryException() { }
}
