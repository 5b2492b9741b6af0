using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace StudyLake.Tests.Support.Aws;

/// <summary>A request as it came over the wire.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">Path and query, as sent.</param>
/// <param name="Headers">Names in lower case.</param>
/// <param name="Body">All bytes of the body.</param>
internal sealed record RecordedRequest(
    string Method,
    string Target,
    IReadOnlyDictionary<string, string> Headers,
    byte[] Body
)
{
    /// <summary>Reads the request of a context to its end.</summary>
    public static async Task<RecordedRequest> OfAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return new RecordedRequest(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            context.Request.Headers.ToDictionary(
                header => header.Key.ToLowerInvariant(),
                header => header.Value.ToString()
            ),
            body.ToArray()
        );
    }

    /// <summary>The body as a JSON object.</summary>
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>What follows the dot in <c>X-Amz-Target</c>.</summary>
    public string Operation => Headers["x-amz-target"].Split('.')[1];
}
