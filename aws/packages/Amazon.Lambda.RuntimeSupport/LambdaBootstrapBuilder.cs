#nullable disable
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Makes the loop that serves a function.</summary>
public class LambdaBootstrapBuilder
{
    private readonly LambdaBootstrapHandler _handler;
    private HttpClient _httpClient;
    private LambdaBootstrapInitializer _initializer;

    private LambdaBootstrapBuilder(LambdaBootstrapHandler handler) => _handler = handler;

    /// <summary>For a handler of invocations.</summary>
    public static LambdaBootstrapBuilder Create(LambdaBootstrapHandler handler) => new(handler);

    /// <summary>For a handler from stream to stream.</summary>
    public static LambdaBootstrapBuilder Create(Func<Stream, ILambdaContext, Task<Stream>> handler) =>
        new(async invocation => new InvocationResponse(
            await handler(invocation.InputStream, invocation.LambdaContext).ConfigureAwait(false)
        ));

    /// <summary>Uses an HTTP client for the Runtime API, which must not time out. The caller keeps it.</summary>
    public LambdaBootstrapBuilder UseHttpClient(HttpClient httpClient)
    {
        _httpClient = httpClient;
        return this;
    }

    /// <summary>Runs something before the first invocation; its exceptions are reported as failure to start.</summary>
    public LambdaBootstrapBuilder UseBootstrapHandler(LambdaBootstrapInitializer bootstrapHandler)
    {
        _initializer = bootstrapHandler;
        return this;
    }

    /// <summary>Makes it.</summary>
    public LambdaBootstrap Build() =>
        _httpClient == null
            ? new LambdaBootstrap(_handler, _initializer)
            : new LambdaBootstrap(_httpClient, _handler, _initializer);
}
