#nullable disable
using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleEmailV2.Model;

/// <summary>The domain of the sender is not verified as its MAIL FROM domain.</summary>
public partial class MailFromDomainNotVerifiedException : AmazonSimpleEmailServiceV2Exception
{
    public MailFromDomainNotVerifiedException(string message)
        : base(message) { }

    public MailFromDomainNotVerifiedException(string message, Exception innerException)
        : base(message, innerException) { }

    public MailFromDomainNotVerifiedException(Exception innerException)
        : base(innerException) { }

    public MailFromDomainNotVerifiedException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public MailFromDomainNotVerifiedException(
        string message,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, errorType, errorCode, requestId, statusCode) { }
}
