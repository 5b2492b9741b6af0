namespace StudyLake.Aws.Deployment;

/// <summary>The <c>aws</c> command is missing, or refused or failed what was asked; the message is its own.</summary>
public sealed class AwsCommandException : Exception
{
    /// <summary>Without a message; for serializers.</summary>
    public AwsCommandException() { }

    /// <summary>With the command's message.</summary>
    public AwsCommandException(string message)
        : base(message) { }

    /// <summary>With the command's message and its cause.</summary>
    public AwsCommandException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>The service's error code, such as <c>ValidationError</c> or <c>404</c>; empty when no service answered.</summary>
    public string Code { get; init; } = "";
}
