#nullable disable
using System.Net;
using Amazon.Runtime;

namespace Amazon.QuickSight.Model;

/// <summary>Too many requests at a time.</summary>
public partial class ThrottlingException : AmazonQuickSightException
{
    public ThrottlingException(string message)
        : base(message) { }

    public ThrottlingException(string message, Exception innerException)
        : base(message, innerException) { }

    public ThrottlingException(Exception innerException)
        : base(innerException) { }

    public ThrottlingException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public ThrottlingException(
        string message,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, errorType, errorCode, requestId, statusCode) { }
}
