#nullable disable
using System.Net;
using Amazon.Runtime;

namespace Amazon.Athena;

/// <summary>Amazon Athena refused or failed a request.</summary>
public partial class AmazonAthenaException : AmazonServiceException
{
    public AmazonAthenaException(string message)
        : base(message) { }

    public AmazonAthenaException(string message, Exception innerException)
        : base(message, innerException) { }

    public AmazonAthenaException(Exception innerException)
        : base(innerException) { }

    public AmazonAthenaException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public AmazonAthenaException(
        string message,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, errorType, errorCode, requestId, statusCode) { }
}
