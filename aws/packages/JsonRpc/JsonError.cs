using System.Net;
using System.Text.Json;
using Amazon.Runtime;

namespace StudyLake.Aws.JsonRpc;

/// <summary>An error that a service answered, before it is an exception.</summary>
/// <param name="Message">What the service says; may be null.</param>
/// <param name="InnerException">What the HTTP layer threw; may be null.</param>
/// <param name="Type">Whose fault it is, as far as that is known.</param>
/// <param name="Code">The error's name without namespace, such as <c>ThrottlingException</c>; may be null.</param>
/// <param name="RequestId">The service's id of the request.</param>
/// <param name="StatusCode">HTTP status.</param>
/// <param name="Body">The answer; undefined when it is no JSON object.</param>
internal sealed record JsonError(
    string? Message,
    Exception? InnerException,
    ErrorType Type,
    string? Code,
    string? RequestId,
    HttpStatusCode StatusCode,
    JsonElement Body
)
{
    /// <summary>The error as an exception, from the constructor that every exception of a service has.</summary>
    public T As<T>(Func<string?, Exception?, ErrorType, string?, string?, HttpStatusCode, T> constructor)
        where T : AmazonServiceException => constructor(Message, InnerException, Type, Code, RequestId, StatusCode);

    /// <summary>A text member of the answer beside code and message, or null.</summary>
    public string? Text(string name) =>
        Body.ValueKind == JsonValueKind.Object
        && Body.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
