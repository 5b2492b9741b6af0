#nullable disable
using System.Net;
using Amazon.Runtime;

namespace Amazon.QuickSight;

/// <summary>Amazon QuickSight refused or failed a request.</summary>
public partial class AmazonQuickSightException : AmazonServiceException
{
    public AmazonQuickSightException(string message)
        : base(message) { }

    public AmazonQuickSightException(string message, Exception innerException)
        : base(message, innerException) { }

    public AmazonQuickSightException(Exception innerException)
        : base(innerException) { }

    public AmazonQuickSightException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public AmazonQuickSightException(
        string message,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, errorType, errorCode, requestId, statusCode) { }
}
