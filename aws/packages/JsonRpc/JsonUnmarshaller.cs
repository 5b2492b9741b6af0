using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace StudyLake.Aws.JsonRpc;

/// <summary>A response of AWS JSON 1.1 or REST-JSON: one JSON object, or an error with its code in header or body.</summary>
internal sealed class JsonUnmarshaller<TResponse>(
    JsonService service,
    Func<JsonElement, HttpStatusCode, TResponse> read
) : JsonResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse
{
    /// <inheritdoc />
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using var body = JsonBody.Parse(input.Stream);
        return read(body.RootElement, input.ResponseData.StatusCode);
    }

    /// <inheritdoc />
    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input,
        Exception innerException,
        HttpStatusCode statusCode
    )
    {
        var reader = new StreamingUtf8JsonReader(input.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        using var body = JsonBody.ParseOrNothing(input.ResponseBody);
        return service.Exception(
            new JsonError(
                error.Message,
                innerException ?? error.InnerException,
                error.Type,
                error.Code,
                error.RequestId,
                statusCode,
                body.RootElement
            )
        );
    }
}
