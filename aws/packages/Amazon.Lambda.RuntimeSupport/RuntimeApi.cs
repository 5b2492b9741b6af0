#nullable disable
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The Runtime API, by which a program takes invocations of a function and answers them.</summary>
internal sealed class RuntimeApi
{
    private const string AddressVariable = "AWS_LAMBDA_RUNTIME_API";
    private const string TraceVariable = "_X_AMZN_TRACE_ID";
    private const string ErrorTypeHeader = "Lambda-Runtime-Function-Error-Type";
    private static readonly MediaTypeHeaderValue ErrorMedia = new("application/vnd.aws.lambda.error+json");
    private static readonly MediaTypeHeaderValue JsonMedia = new("application/json");

    private readonly HttpClient _http;
    private readonly string _runtime;

    /// <exception cref="InvalidOperationException">The program was not started by the service.</exception>
    public RuntimeApi(HttpClient http)
    {
        var address =
            Environment.GetEnvironmentVariable(AddressVariable)
            ?? throw new InvalidOperationException(
                $"Expected host and port of the Runtime API in {AddressVariable}, found none: this program is started by AWS Lambda."
            );
        _http = http;
        _runtime = $"http://{address}/2018-06-01/runtime";
    }

    /// <summary>A client without time limit, for the next invocation may be hours away, and without proxy.</summary>
    public static HttpClient NewHttpClient() =>
        new(
            new SocketsHttpHandler
            {
                UseProxy = false,
                UseCookies = false,
                AllowAutoRedirect = false,
                ActivityHeadersPropagator = null,
                // The service freezes the program between invocations; a connection must not be dropped for that.
                PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
                PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

    /// <summary>Waits for the next invocation, however long, and passes its trace header on to the AWS clients.</summary>
    public async Task<InvocationRequest> NextAsync(CancellationToken cancellationToken)
    {
        using var response = await _http
            .GetAsync($"{_runtime}/invocation/next", cancellationToken)
            .ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var trace = Header(response, "Lambda-Runtime-Trace-Id");
        Environment.SetEnvironmentVariable(TraceVariable, trace);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return new InvocationRequest
        {
            InputStream = new MemoryStream(body, writable: false),
            LambdaContext = new LambdaContext(
                Header(response, "Lambda-Runtime-Aws-Request-Id"),
                Header(response, "Lambda-Runtime-Invoked-Function-Arn"),
                trace,
                DeadlineOf(Header(response, "Lambda-Runtime-Deadline-Ms"))
            ),
        };
    }

    /// <exception cref="ResponseTooLargeException">The service takes no answer of this size.</exception>
    public async Task RespondAsync(string requestId, Stream body, CancellationToken cancellationToken)
    {
        // In memory, so that length and bytes go out together.
        using var content = new ByteArrayContent(await BytesAsync(body, cancellationToken).ConfigureAwait(false));
        content.Headers.ContentType = JsonMedia;
        using var response = await _http
            .PostAsync($"{_runtime}/invocation/{requestId}/response", content, cancellationToken)
            .ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.RequestEntityTooLarge)
            throw new ResponseTooLargeException(content.Headers.ContentLength ?? 0);
        response.EnsureSuccessStatusCode();
    }

    public Task ReportInvocationErrorAsync(
        string requestId,
        Exception exception,
        CancellationToken cancellationToken
    ) => ReportAsync($"{_runtime}/invocation/{requestId}/error", exception, cancellationToken);

    public Task ReportInitializationErrorAsync(Exception exception, CancellationToken cancellationToken) =>
        ReportAsync($"{_runtime}/init/error", exception, cancellationToken);

    private async Task ReportAsync(string address, Exception exception, CancellationToken cancellationToken)
    {
        var type = exception.GetType().Name;
        using var content = new ByteArrayContent(ErrorBody(type, exception));
        content.Headers.ContentType = ErrorMedia;
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.Add(ErrorTypeHeader, type);
        using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
    }

    private static byte[] ErrorBody(string type, Exception exception)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("errorType", type);
            json.WriteString("errorMessage", exception.Message);
            json.WriteStartArray("stackTrace");
            foreach (var line in (exception.StackTrace ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
                json.WriteStringValue(line.Trim());
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return body.ToArray();
    }

    private static async Task<byte[]> BytesAsync(Stream body, CancellationToken cancellationToken)
    {
        if (body == null)
            return [];
        if (body is MemoryStream memory)
            return memory.ToArray();
        using var copy = new MemoryStream();
        await body.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
        return copy.ToArray();
    }

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : "";

    private static DateTimeOffset DeadlineOf(string milliseconds) =>
        long.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var deadline)
            ? DateTimeOffset.FromUnixTimeMilliseconds(deadline)
            : DateTimeOffset.MaxValue;
}

/// <summary>The service takes no answer of this size.</summary>
internal sealed class ResponseTooLargeException(long bytes)
    : Exception(
        $"Expected an answer that the service takes, found one of {bytes} bytes, which it refused as too large."
    );
