using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using StudyLake.Aws.JsonRpc;

namespace StudyLake.Aws.RestJson;

/// <summary>A request as REST-JSON: a method, an address made of members, the other members in a JSON object.</summary>
internal sealed class RestMarshaller<TRequest>(
    JsonService service,
    string method,
    string path,
    Action<RestAddress, TRequest> address,
    Action<Utf8JsonWriter, TRequest>? write
) : IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
{
    // Only what JSON demands is escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc />
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, service.ServiceId)
        {
            HttpMethod = method,
            ResourcePath = path,
            // Without it AWSSDK.Core would send parameters as a form.
            UseQueryString = true,
            Headers = { ["x-amz-api-version"] = service.ApiVersion },
        };
        address(new RestAddress(request), (TRequest)input);
        if (write is null)
            return request;
        request.Content = Body((TRequest)input);
        request.Headers["Content-Type"] = "application/json";
        return request;
    }

    private byte[] Body(TRequest input)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, Options))
        {
            writer.WriteStartObject();
            write?.Invoke(writer, input);
            writer.WriteEndObject();
        }
        return body.WrittenSpan.ToArray();
    }
}
