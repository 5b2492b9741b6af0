using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MimeKit;

namespace StudyLake.Tests.Support.Aws;

/// <summary>
/// Amazon SES, version 2, as far as raw messages are sent: it reads each as MIME, keeps it, refuses what SES refuses,
/// and may fail before or after it has taken one.
/// </summary>
/// <remarks>
/// Sources: the service model of 2019-09-27; "Sending raw email" and "Header fields" of the developer guide. It was never
/// compared with the service. The real one replaces Message-ID and Date by its own.
/// </remarks>
internal sealed class SesStandIn : IAsyncDisposable
{
    private const int MostBytes = 40 * 1024 * 1024;
    private const int MostReceivers = 50;
    private const int LongestLine = 998;

    private readonly ConcurrentQueue<SesMail> _mails = new();
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private LoopbackServer? _server;

    /// <summary>Where it listens, for <c>AWS_ENDPOINT_URL_SESV2</c>.</summary>
    public Uri Address => _server?.Address ?? throw new InvalidOperationException("Expected a started stand-in.");

    /// <summary>What was taken over, oldest first.</summary>
    public IReadOnlyList<SesMail> Mails => [.. _mails];

    /// <summary>What came, oldest first.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>What the stand-in itself threw.</summary>
    public IReadOnlyCollection<Exception> Failures => _server?.Failures ?? [];

    /// <summary>Domains from which may be sent.</summary>
    public HashSet<string> Verified { get; } = new(StringComparer.OrdinalIgnoreCase) { "example.org" };

    /// <summary>What happens to a call, by its number from 1.</summary>
    public Func<int, SesFault> Fault { get; set; } = static _ => SesFault.None;

    /// <summary>Starts it.</summary>
    public static async Task<SesStandIn> StartAsync()
    {
        var made = new SesStandIn();
        made._server = await LoopbackServer.StartAsync(made.AnswerAsync);
        return made;
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task AnswerAsync(HttpContext context)
    {
        var request = await RecordedRequest.OfAsync(context);
        _requests.Enqueue(request);
        var fault = Fault(_requests.Count);
        if (fault == SesFault.CutBeforeTaken)
        {
            context.Abort();
            return;
        }
        var refusal = fault switch
        {
            SesFault.Throttled => (429, "TooManyRequestsException", "Maximum sending rate exceeded."),
            SesFault.Rejected => (400, "MessageRejected", "Email address is not verified."),
            _ => Take(request),
        };
        if (fault == SesFault.CutAfterTaken)
        {
            context.Abort();
            return;
        }
        context.Response.ContentType = "application/json";
        if (refusal is { } refused)
        {
            context.Response.StatusCode = refused.Item1;
            context.Response.Headers["x-amzn-errortype"] = refused.Item2;
            await context.Response.WriteAsync(JsonSerializer.Serialize(new { message = refused.Item3 }));
            return;
        }
        await context.Response.WriteAsync($$"""{"MessageId":"0102019a-{{_mails.Count:D6}}-000000"}""");
    }

    private (int, string, string)? Take(RecordedRequest request)
    {
        if ((request.Method, request.Target) != ("POST", "/v2/email/outbound-emails"))
            return (404, "NotFoundException", $"{request.Method} {request.Target}");
        if (!request.Headers["authorization"].Contains("/ses/aws4_request", StringComparison.Ordinal))
            return (403, "InvalidSignatureException", "Credential should be scoped to correct service: 'ses'.");
        var from = request.Json.GetProperty("FromEmailAddress").GetString() ?? "";
        string[] to =
        [
            .. request
                .Json.GetProperty("Destination")
                .GetProperty("ToAddresses")
                .EnumerateArray()
                .Select(item => item.GetString() ?? ""),
        ];
        var raw = request.Json.GetProperty("Content").GetProperty("Raw").GetProperty("Data").GetBytesFromBase64();
        if (!Verified.Contains(from[(from.IndexOf('@') + 1)..]))
            return (400, "MessageRejected", "Email address is not verified.");
        if (to.Length is 0 or > MostReceivers)
            return (400, "BadRequestException", $"{to.Length} receivers");
        if (raw.Length > MostBytes)
            return (400, "BadRequestException", "Message length is more than 41943040 bytes long");
        if (Encoding.Latin1.GetString(raw).Split("\r\n").Any(line => line.Length > LongestLine || line.Contains('\n')))
            return (400, "BadRequestException", "A line is too long, or ends in less than CR LF.");
        using var content = new MemoryStream(raw);
        var message = MimeMessage.Load(content);
        _mails.Enqueue(new SesMail(from, to, raw, message));
        return null;
    }
}
