#nullable disable
using System.Net;
using Amazon.Runtime;

namespace Amazon.QuickSight.Model;

/// <summary>The edition of the subscription has no such operation.</summary>
public partial class UnsupportedUserEditionException : AmazonQuickSightException
{
    public UnsupportedUserEditionException(string message)
        : base(message) { }

    public UnsupportedUserEditionException(string message, Exception innerException)
        : base(message, innerException) { }

    public UnsupportedUserEditionException(Exception innerException)
        : base(innerException) { }

    public UnsupportedUserEditionException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public UnsupportedUserEditionException(
        string message,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, errorType, errorCode, requestId, statusCode) { }
}
