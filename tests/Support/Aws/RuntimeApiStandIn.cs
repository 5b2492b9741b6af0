using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace StudyLake.Tests.Support.Aws;

/// <summary>The Runtime API of AWS Lambda for one instance of a function.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html</remarks>
internal sealed class RuntimeApiStandIn : IAsyncDisposable
{
    private const int MostResponseBytes = 6 * 1024 * 1024;

    private readonly Channel<Pending> _next = Channel.CreateUnbounded<Pending>();
    private readonly Dictionary<string, Pending> _running = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<string> _initError = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LoopbackServer? _server;
    private int _number;

    /// <summary>Host and port, for <c>AWS_LAMBDA_RUNTIME_API</c>.</summary>
    public string Address => _server?.Address.Authority ?? "";

    /// <summary>Completes with the body of <c>init/error</c> when the function reports that it could not start.</summary>
    public Task<string> InitError => _initError.Task;

    /// <summary>Answers the next posts with this status in place of what the API does; for faults of the API itself.</summary>
    public int? ForcedStatus { get; set; }

    /// <summary>Starts it.</summary>
    public static async Task<RuntimeApiStandIn> StartAsync()
    {
        var made = new RuntimeApiStandIn();
        made._server = await LoopbackServer.StartAsync(made.AnswerAsync);
        return made;
    }

    /// <summary>Has the function serve an event; completes with its answer.</summary>
    public Task<InvocationResult> InvokeAsync(
        string payload,
        TimeSpan? time = null,
        string traceId = "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0"
    )
    {
        var pending = new Pending(
            $"8476a536-e9f4-11e8-9739-{Interlocked.Increment(ref _number):D12}",
            payload,
            TimeProvider.System.GetUtcNow() + (time ?? TimeSpan.FromMinutes(1)),
            traceId
        );
        if (!_next.Writer.TryWrite(pending))
            throw new InvalidOperationException("Expected an open channel.");
        return pending.Result.Task;
    }

    /// <summary>Ends what is under way: the process that served it is gone.</summary>
    public void Fail(string why)
    {
        lock (_running)
        {
            foreach (var pending in _running.Values)
                pending.Result.TrySetResult(new InvocationResult(null, why));
            _running.Clear();
        }
        while (_next.Reader.TryRead(out var waiting))
            waiting.Result.TrySetResult(new InvocationResult(null, why));
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var parts = (context.Request.Path.Value ?? "").Trim('/').Split('/');
        if (parts is ["2018-06-01", "runtime", "invocation", "next"])
        {
            await NextAsync(context);
            return;
        }
        var body = await new StreamReader(context.Request.Body, Encoding.UTF8).ReadToEndAsync(context.RequestAborted);
        if (ForcedStatus is { } status)
        {
            context.Response.StatusCode = status;
            return;
        }
        switch (parts)
        {
            case ["2018-06-01", "runtime", "init", "error"]:
                _initError.TrySetResult(body);
                context.Response.StatusCode = 202;
                break;
            case ["2018-06-01", "runtime", "invocation", var id, "response"]:
                context.Response.StatusCode = Answer(id, body, null);
                break;
            case ["2018-06-01", "runtime", "invocation", var id, "error"]:
                context.Response.StatusCode = Answer(id, null, body);
                break;
            default:
                context.Response.StatusCode = 404;
                break;
        }
    }

    private int Answer(string id, string? response, string? error)
    {
        if (response is not null && Encoding.UTF8.GetByteCount(response) > MostResponseBytes)
            return 413;
        Pending? pending;
        lock (_running)
        {
            if (!_running.Remove(id, out pending))
                return 400;
        }
        pending.Result.TrySetResult(new InvocationResult(response, error));
        return 202;
    }

    private async Task NextAsync(HttpContext context)
    {
        var pending = await _next.Reader.ReadAsync(context.RequestAborted);
        lock (_running)
            _running.Add(pending.Id, pending);
        var headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = pending.Id;
        headers["Lambda-Runtime-Deadline-Ms"] = pending
            .Deadline.ToUnixTimeMilliseconds()
            .ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:eu-west-1:111122223333:function:studylake";
        headers["Lambda-Runtime-Trace-Id"] = pending.TraceId;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(pending.Payload, context.RequestAborted);
    }

    private sealed record Pending(string Id, string Payload, DateTimeOffset Deadline, string TraceId)
    {
        public TaskCompletionSource<InvocationResult> Result { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>What a function answered: a response, or an error.</summary>
internal sealed record InvocationResult(string? Response, string? Error);
