namespace StudyLake.Aws.Firehose;

/// <summary>Firehose did not take every record; some of the events may be durable all the same.</summary>
public sealed class FirehoseDeliveryException : Exception
{
    /// <summary>With what was expected and found.</summary>
    public FirehoseDeliveryException(string message)
        : base(message) { }

    /// <summary>With what was expected and found, and its cause.</summary>
    public FirehoseDeliveryException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>Without a message; for serializers.</summary>
    public FirehoseDeliveryException() { }
}
