using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace StudyLake.Aws.JsonRpc;

/// <summary>A request as AWS JSON 1.1: POST to <c>/</c>, the operation in a header, the members in a JSON object.</summary>
internal sealed class JsonMarshaller<TRequest>(
    JsonService service,
    string operation,
    Action<Utf8JsonWriter, TRequest> write
) : IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
{
    // Only what JSON demands is escaped: a base64 text stays as short as it is.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc />
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, Options))
        {
            writer.WriteStartObject();
            write(writer, (TRequest)input);
            writer.WriteEndObject();
        }
        return new DefaultRequest(input, service.ServiceId)
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = body.WrittenSpan.ToArray(),
            Headers =
            {
                ["X-Amz-Target"] = $"{service.TargetPrefix}.{operation}",
                ["Content-Type"] = "application/x-amz-json-1.1",
                ["x-amz-api-version"] = service.ApiVersion,
            },
        };
    }
}
