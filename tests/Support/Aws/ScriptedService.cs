using System.Collections.Concurrent;
using Amazon;
using Amazon.Runtime;
using Microsoft.AspNetCore.Http;

namespace StudyLake.Tests.Support.Aws;

/// <summary>A service that answers what it is told, one answer after the other and the last for ever.</summary>
internal sealed class ScriptedService : IAsyncDisposable
{
    public const string AccessKey = "AKIDEXAMPLE";
    public const string SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private readonly Queue<(int Status, string Body)> _answers;
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private LoopbackServer? _server;

    private ScriptedService(IEnumerable<(int Status, string Body)> answers) => _answers = new(answers);

    /// <summary>What came, oldest first.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    public string Address => _server?.Address.ToString() ?? "";

    public static async Task<ScriptedService> StartAsync(params (int Status, string Body)[] answers)
    {
        var service = new ScriptedService(answers);
        service._server = await LoopbackServer.StartAsync(service.AnswerAsync);
        return service;
    }

    /// <summary>Points a client's configuration here.</summary>
    public T Configure<T>(T config)
        where T : ClientConfig
    {
        config.ServiceURL = Address;
        config.AuthenticationRegion = "eu-central-1";
        return config;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        _requests.Enqueue(await RecordedRequest.OfAsync(context));
        (int Status, string Body) answer;
        lock (_answers)
            answer = _answers.Count > 1 ? _answers.Dequeue() : _answers.Peek();
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.Body.StartsWith('{') ? "application/x-amz-json-1.1" : "text/html";
        context.Response.Headers["x-amzn-RequestId"] = $"request-{_requests.Count}";
        await context.Response.WriteAsync(answer.Body, context.RequestAborted);
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
