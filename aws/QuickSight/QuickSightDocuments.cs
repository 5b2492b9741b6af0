using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.QuickSight;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using StudyLake.Aws.JsonRpc;
using StudyLake.Aws.RestJson;

namespace StudyLake.Aws.QuickSight;

/// <summary>QuickSight's operations on whole definitions, whose requests and answers stay JSON.</summary>
/// <remarks>
/// A definition has 576 kinds of structures, and what is deployed is a file in the shape of a request. It goes to
/// QuickSight as it is; a typed copy in between could only lose what it does not know. The configuration is that of
/// AWSSDK.QuickSight, so endpoint, signing and retries are those of every client. One serves every thread.
/// </remarks>
internal sealed class QuickSightDocuments : AmazonServiceClient
{
    private static readonly JsonService Service = new()
    {
        ServiceId = "QuickSight",
        EndpointPrefix = "quicksight",
        ApiVersion = "2018-04-01",
        Exception = static e => e.As((m, i, t, c, r, s) => new AmazonQuickSightException(m, i, t, c, r, s)),
    };

    public QuickSightDocuments(AmazonQuickSightConfig config)
        : base(config) { }

    public QuickSightDocuments(AWSCredentials credentials, AmazonQuickSightConfig config)
        : base(credentials, config) { }

    /// <inheritdoc />
    protected override IServiceMetadata ServiceMetadata => Service;

    /// <summary>Sends one request.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Path with labels.</param>
    /// <param name="labels">A value for each label; those whose name begins with <c>?</c> are the query.</param>
    /// <param name="body">The members of the body; null for none.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The members of the answer.</returns>
    /// <exception cref="AmazonQuickSightException">QuickSight refused or failed it, after retries.</exception>
    public async Task<JsonObject> SendAsync(
        string method,
        string path,
        ImmutableDictionary<string, string> labels,
        JsonObject? body,
        CancellationToken cancellationToken
    )
    {
        var operation = new RestOperation<DocumentRequest, DocumentResponse>(
            Service,
            method,
            path,
            address: (address, _) =>
            {
                foreach (var (name, value) in labels)
                {
                    if (name.StartsWith('?'))
                        address.Query(name[1..], value);
                    else if (path.Contains($"{{{name}}}", StringComparison.Ordinal))
                        address.Label(name, value);
                }
            },
            write: body is null ? null : (json, _) => Write(json, body),
            Read
        );
        var response = await InvokeAsync<DocumentResponse>(
                new DocumentRequest(),
                operation.Options(),
                cancellationToken
            )
            .ConfigureAwait(false);
        return response.Document;
    }

    /// <inheritdoc />
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => JsonPipeline.Customize(pipeline);

    private static void Write(Utf8JsonWriter json, JsonObject body)
    {
        foreach (var (name, value) in body)
        {
            if (value is null)
                continue;
            json.WritePropertyName(name);
            value.WriteTo(json);
        }
    }

    // The element lives no longer than its document.
    private static DocumentResponse Read(JsonElement json, HttpStatusCode status) =>
        new() { Document = JsonObject.Create(json.Clone()) ?? [] };
}

/// <summary>A request whose members are a document.</summary>
internal sealed class DocumentRequest : AmazonQuickSightRequest;

/// <summary>An answer whose members are a document.</summary>
internal sealed class DocumentResponse : AmazonWebServiceResponse
{
    public JsonObject Document { get; init; } = [];
}
