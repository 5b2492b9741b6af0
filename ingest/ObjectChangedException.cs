namespace StudyLake.Ingest;

/// <summary>The object was replaced or removed between its notification and its reading.</summary>
public sealed class ObjectChangedException : Exception
{
    /// <summary>Says only that it changed: an object's key is treated as patient data.</summary>
    public ObjectChangedException()
        : base("Expected the version of the object that was noticed, found another one or none.") { }

    /// <inheritdoc />
    public ObjectChangedException(string message)
        : base(message) { }

    /// <inheritdoc />
    public ObjectChangedException(string message, Exception innerException)
        : base(message, innerException) { }
}
