using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace StudyLake.Tests.Support.Aws;

/// <summary>Secrets Manager over the loopback: texts by id.</summary>
internal sealed class SecretsStandIn : IAsyncDisposable
{
    private readonly IReadOnlyDictionary<string, string> _secrets;
    private LoopbackServer? _server;
    private int _reads;

    private SecretsStandIn(IReadOnlyDictionary<string, string> secrets) => _secrets = secrets;

    /// <summary>Where it listens, for <c>AWS_ENDPOINT_URL_SECRETS_MANAGER</c>.</summary>
    public Uri Address => _server?.Address ?? throw new InvalidOperationException("Expected a started stand-in.");

    /// <summary>How often a secret was read.</summary>
    public int Reads => _reads;

    public static async Task<SecretsStandIn> StartAsync(IReadOnlyDictionary<string, string> secrets)
    {
        var made = new SecretsStandIn(secrets);
        made._server = await LoopbackServer.StartAsync(made.AnswerAsync);
        return made;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _reads);
        using var request = await JsonDocument.ParseAsync(context.Request.Body);
        var id = request.RootElement.GetProperty("SecretId").GetString() ?? "";
        context.Response.ContentType = "application/x-amz-json-1.1";
        if (_secrets.TryGetValue(id, out var text))
        {
            await context.Response.WriteAsync(JsonSerializer.Serialize(new { Name = id, SecretString = text }));
            return;
        }
        context.Response.StatusCode = 400;
        await context.Response.WriteAsync(
            """{"__type":"ResourceNotFoundException","Message":"Secrets Manager can't find the specified secret."}"""
        );
    }
}
