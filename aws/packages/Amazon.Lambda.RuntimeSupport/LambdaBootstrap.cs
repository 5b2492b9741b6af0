#nullable disable
namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The loop that takes invocations from the Runtime API and answers them, one after another.</summary>
/// <remarks>
/// A handler that throws is reported and the loop goes on. An initializer that throws is reported and thrown, so that the
/// program ends: the service then starts another. So does a fault of the Runtime API itself.
/// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
/// </remarks>
public class LambdaBootstrap : IDisposable
{
    private readonly LambdaBootstrapHandler _handler;
    private readonly LambdaBootstrapInitializer _initializer;
    private readonly HttpClient _httpClient;
    private readonly bool _ownsHttpClient;

    /// <summary>With an HTTP client of its own.</summary>
    public LambdaBootstrap(LambdaBootstrapHandler handler, LambdaBootstrapInitializer initializer = null)
        : this(RuntimeApi.NewHttpClient(), handler, initializer, ownsHttpClient: true) { }

    /// <summary>With an HTTP client that must not time out. The caller keeps it.</summary>
    public LambdaBootstrap(
        HttpClient httpClient,
        LambdaBootstrapHandler handler,
        LambdaBootstrapInitializer initializer = null
    )
        : this(httpClient, handler, initializer, ownsHttpClient: false) { }

    private LambdaBootstrap(
        HttpClient httpClient,
        LambdaBootstrapHandler handler,
        LambdaBootstrapInitializer initializer,
        bool ownsHttpClient
    )
    {
        ArgumentNullException.ThrowIfNull(httpClient);
        ArgumentNullException.ThrowIfNull(handler);
        (_httpClient, _handler, _initializer, _ownsHttpClient) = (httpClient, handler, initializer, ownsHttpClient);
    }

    /// <summary>Serves until cancelled.</summary>
    /// <exception cref="HttpRequestException">The Runtime API failed; the program should end.</exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        var api = new RuntimeApi(_httpClient);
        if (_initializer != null && !await InitializeAsync(api, cancellationToken).ConfigureAwait(false))
            return;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ServeOneAsync(api, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_ownsHttpClient)
            _httpClient.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<bool> InitializeAsync(RuntimeApi api, CancellationToken cancellationToken)
    {
        try
        {
            return await _initializer().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await api.ReportInitializationErrorAsync(exception, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    private async Task ServeOneAsync(RuntimeApi api, CancellationToken cancellationToken)
    {
        using var invocation = await api.NextAsync(cancellationToken).ConfigureAwait(false);
        var requestId = invocation.LambdaContext.AwsRequestId;
        InvocationResponse response;
        try
        {
            response = await _handler(invocation).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await api.ReportInvocationErrorAsync(requestId, exception, cancellationToken).ConfigureAwait(false);
            return;
        }
        try
        {
            await api.RespondAsync(requestId, response?.OutputStream, cancellationToken).ConfigureAwait(false);
        }
        catch (ResponseTooLargeException exception)
        {
            await api.ReportInvocationErrorAsync(requestId, exception, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (response is { DisposeOutputStream: true, OutputStream: not null })
                await response.OutputStream.DisposeAsync().ConfigureAwait(false);
        }
    }
}
