#nullable disable
using System.Net;
using Amazon.Runtime;

namespace Amazon.QuickSight.Model;

/// <summary>The resource is there already.</summary>
public partial class ResourceExistsException : AmazonQuickSightException
{
    public ResourceExistsException(string message)
        : base(message) { }

    public ResourceExistsException(string message, Exception innerException)
        : base(message, innerException) { }

    public ResourceExistsException(Exception innerException)
        : base(innerException) { }

    public ResourceExistsException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public ResourceExistsException(
        string message,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, errorType, errorCode, requestId, statusCode) { }

    /// <summary>May be null.</summary>
    public ExceptionResourceType ResourceType { get; set; }
}
