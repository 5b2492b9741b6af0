using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using StudyLake.Aws.JsonRpc;

namespace StudyLake.Aws.RestJson;

/// <summary>One operation of a service that speaks REST-JSON: its address, and how its messages are written and read.</summary>
/// <param name="service">The service.</param>
/// <param name="method">HTTP method.</param>
/// <param name="path">Path with labels in braces, as <c>requestUri</c> of the service model has it.</param>
/// <param name="address">Gives the labels and the query their values.</param>
/// <param name="write">Writes the members of the body; null for an operation that has none.</param>
/// <param name="read">Reads the response from its JSON object and the HTTP status.</param>
internal sealed class RestOperation<TRequest, TResponse>(
    JsonService service,
    string method,
    string path,
    Action<RestAddress, TRequest> address,
    Action<Utf8JsonWriter, TRequest>? write,
    Func<JsonElement, HttpStatusCode, TResponse> read
)
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse
{
    /// <summary>What AWSSDK.Core's client asks for with each call.</summary>
    public InvokeOptions Options() =>
        new()
        {
            RequestMarshaller = new RestMarshaller<TRequest>(service, method, path, address, write),
            ResponseUnmarshaller = new JsonUnmarshaller<TResponse>(service, read),
        };
}
