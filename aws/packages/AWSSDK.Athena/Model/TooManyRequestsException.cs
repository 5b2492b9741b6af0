#nullable disable
using System.Net;
using Amazon.Runtime;

namespace Amazon.Athena.Model;

/// <summary>Too many statements at a time.</summary>
public partial class TooManyRequestsException : AmazonAthenaException
{
    public TooManyRequestsException(string message)
        : base(message) { }

    public TooManyRequestsException(string message, Exception innerException)
        : base(message, innerException) { }

    public TooManyRequestsException(Exception innerException)
        : base(innerException) { }

    public TooManyRequestsException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public TooManyRequestsException(
        string message,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, errorType, errorCode, requestId, statusCode) { }

    /// <summary>Which limit; may be null.</summary>
    public ThrottleReason Reason { get; set; }
}
