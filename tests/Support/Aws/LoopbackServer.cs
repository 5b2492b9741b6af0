using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace StudyLake.Tests.Support.Aws;

/// <summary>An HTTP server on the loopback interface and a port of its own, which one handler answers.</summary>
/// <remarks>
/// What the handler throws answers 500 with its text and is kept in <see cref="Failures"/>, so that a client that
/// retries cannot hide a broken stand-in. Disposing waits for no request.
/// </remarks>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<Exception> _failures = new();

    private LoopbackServer(WebApplication application) => _application = application;

    /// <summary>Where it listens, such as <c>http://127.0.0.1:40123/</c>.</summary>
    public Uri Address => new(_application.Urls.First());

    /// <summary>What the handler threw, oldest first; a client that went away is none of it.</summary>
    public IReadOnlyCollection<Exception> Failures => _failures;

    /// <summary>Starts it. Requests are answered as they come, several at a time.</summary>
    public static async Task<LoopbackServer> StartAsync(RequestDelegate handler)
    {
        // Every argument is given: neither a file nor a variable of this machine configures it.
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = "Production" }
        );
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Listen(IPAddress.Loopback, 0);
            options.Limits.MaxRequestBodySize = null;
            options.Limits.MinRequestBodyDataRate = null;
            options.AllowSynchronousIO = false;
        });
        var application = builder.Build();
        var server = new LoopbackServer(application);
        application.Run(context => server.AnswerAsync(context, handler));
        await application.StartAsync();
        return server;
    }

    private async Task AnswerAsync(HttpContext context, RequestDelegate handler)
    {
        try
        {
            await handler(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
        catch (Exception exception)
        {
            _failures.Enqueue(exception);
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await context.Response.WriteAsync(exception.ToString());
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
    }
}
