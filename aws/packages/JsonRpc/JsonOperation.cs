using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace StudyLake.Aws.JsonRpc;

/// <summary>One operation of a service: how its request is written and its response read.</summary>
/// <param name="service">The service.</param>
/// <param name="name">The operation's name, without <c>Async</c>.</param>
/// <param name="write">Writes the members of the request; the object around them is written here.</param>
/// <param name="read">Reads the response from its JSON object.</param>
internal sealed class JsonOperation<TRequest, TResponse>(
    JsonService service,
    string name,
    Action<Utf8JsonWriter, TRequest> write,
    Func<JsonElement, TResponse> read
)
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse
{
    /// <summary>What AWSSDK.Core's client asks for with each call.</summary>
    public InvokeOptions Options() =>
        new()
        {
            RequestMarshaller = new JsonMarshaller<TRequest>(service, name, write),
            ResponseUnmarshaller = new JsonUnmarshaller<TResponse>(service, (json, _) => read(json)),
        };
}
