#nullable disable
using System.Net;
using Amazon.Runtime;

namespace Amazon.Athena.Model;

/// <summary>The request is refused; the same again is refused again.</summary>
public partial class InvalidRequestException : AmazonAthenaException
{
    public InvalidRequestException(string message)
        : base(message) { }

    public InvalidRequestException(string message, Exception innerException)
        : base(message, innerException) { }

    public InvalidRequestException(Exception innerException)
        : base(innerException) { }

    public InvalidRequestException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public InvalidRequestException(
        string message,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, errorType, errorCode, requestId, statusCode) { }

    /// <summary>What is wrong, as a code; may be null.</summary>
    public string AthenaErrorCode { get; set; }
}
