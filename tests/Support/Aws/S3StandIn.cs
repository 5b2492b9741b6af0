using System.Globalization;
using System.Security;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace StudyLake.Tests.Support.Aws;

/// <summary>
/// S3 over the loopback, path style, as its API reference says: versions, ranges, conditional GET and PUT, listings in
/// pages, delete markers. Requests are counted and, where a test asks for it, spoilt.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html</remarks>
internal sealed class S3StandIn : IAsyncDisposable
{
    private readonly Dictionary<string, S3Bucket> _buckets = new(StringComparer.Ordinal);
    private readonly SequencerSource _sequencers = new();
    private LoopbackServer? _server;

    /// <summary>Where it listens, for <c>AWS_ENDPOINT_URL_S3</c>.</summary>
    public Uri Address => _server?.Address ?? throw new InvalidOperationException("Expected a started stand-in.");

    /// <summary>What the stand-in itself threw.</summary>
    public IReadOnlyCollection<Exception> Failures => _server?.Failures ?? [];

    /// <summary>Every request: bucket, method, and bytes of body sent back. For counting.</summary>
    public RequestTally Tally { get; } = new();

    /// <summary>Asked for each request; null leaves it alone.</summary>
    public Func<HttpRequest, S3Fault>? FaultFor { get; set; }

    /// <summary>Sees each request; for tests that look at headers.</summary>
    public Action<HttpRequest>? OnRequest { get; set; }

    /// <summary>Objects in a page of a listing; S3 has 1,000.</summary>
    public int PageSize { get; set; } = 1_000;

    /// <summary>Starts it.</summary>
    public static async Task<S3StandIn> StartAsync()
    {
        var made = new S3StandIn();
        made._server = await LoopbackServer.StartAsync(made.AnswerAsync);
        return made;
    }

    /// <summary>Makes a bucket.</summary>
    public S3Bucket Create(string name, bool isVersioned = false)
    {
        var bucket = new S3Bucket(name, isVersioned, _sequencers);
        _buckets.Add(name, bucket);
        return bucket;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        OnRequest?.Invoke(context.Request);
        var path = context.Request.Path.Value?.TrimStart('/') ?? "";
        var parts = path.Split('/', 2);
        var key = parts.Length > 1 ? parts[1] : "";
        Tally.Request(parts[0], context.Request.Method);
        var fault = FaultFor?.Invoke(context.Request) ?? S3Fault.None;
        if (fault == S3Fault.SlowDown)
        {
            Tally.Spoilt();
            await ErrorAsync(context, 503, "SlowDown", "Please reduce your request rate.");
            return;
        }
        if (fault == S3Fault.CutAfterDone && context.Request.Method is ("PUT" or "DELETE"))
        {
            Tally.Spoilt();
            if (_buckets.TryGetValue(parts[0], out var changed))
                await (
                    context.Request.Method == "PUT"
                        ? PutAsync(context, changed, key)
                        : DeleteAsync(context, changed, key)
                );
            context.Abort();
            return;
        }
        if (fault is S3Fault.CutBeforeAnswer or S3Fault.CutAfterDone)
        {
            Tally.Spoilt();
            context.Abort();
            return;
        }
        if (fault == S3Fault.Conflict)
        {
            Tally.Spoilt();
            await ErrorAsync(
                context,
                409,
                "ConditionalRequestConflict",
                "A conflicting conditional operation is currently in progress against this resource."
            );
            return;
        }
        if (!_buckets.TryGetValue(parts[0], out var bucket))
        {
            await ErrorAsync(context, 404, "NoSuchBucket", "The specified bucket does not exist");
            return;
        }
        var owner = context.Request.Headers["x-amz-expected-bucket-owner"].ToString();
        if (owner.Length > 0 && owner != bucket.Owner)
        {
            await ErrorAsync(context, 403, "AccessDenied", "Access Denied");
            return;
        }
        await (
            context.Request.Method switch
            {
                "GET" when key.Length == 0 => ListAsync(context, bucket),
                "GET" => GetAsync(context, bucket, key, fault == S3Fault.CutInAnswer, withBody: true),
                "HEAD" => GetAsync(context, bucket, key, cut: false, withBody: false),
                "PUT" => PutAsync(context, bucket, key),
                "DELETE" => DeleteAsync(context, bucket, key),
                _ => ErrorAsync(context, 405, "MethodNotAllowed", "The specified method is not allowed"),
            }
        );
    }

    private async Task GetAsync(HttpContext context, S3Bucket bucket, string key, bool cut, bool withBody)
    {
        var request = context.Request;
        var response = context.Response;
        var version = request.Query["versionId"].ToString();
        var found = bucket.Find(key, version.Length == 0 ? null : version);
        if (found is null || (found.IsDeleteMarker && version.Length == 0))
        {
            if (found is not null)
                response.Headers["x-amz-delete-marker"] = "true";
            await ErrorAsync(
                context,
                404,
                version.Length == 0 ? "NoSuchKey" : "NoSuchVersion",
                $"The specified key does not exist.",
                withBody,
                key
            );
            return;
        }
        if (found.IsDeleteMarker)
        {
            response.Headers["x-amz-delete-marker"] = "true";
            await ErrorAsync(context, 405, "MethodNotAllowed", "The specified method is not allowed", withBody);
            return;
        }
        if (found.Denial is { } denial)
        {
            await ErrorAsync(context, 403, denial.Code, denial.Message, withBody);
            return;
        }
        var ifMatch = request.Headers.IfMatch.ToString();
        if (ifMatch.Length > 0 && ifMatch != "*" && ifMatch != $"\"{found.Etag}\"")
        {
            await ErrorAsync(
                context,
                412,
                "PreconditionFailed",
                "At least one of the pre-conditions you specified did not hold",
                withBody
            );
            return;
        }
        var (from, to, isPart) = Range(request, found.Content.Length);
        if (isPart && from >= found.Content.Length)
        {
            await ErrorAsync(context, 416, "InvalidRange", "The requested range is not satisfiable", withBody);
            return;
        }
        response.StatusCode = isPart ? 206 : 200;
        response.Headers.ETag = $"\"{found.Etag}\"";
        response.Headers.LastModified = found.ModifiedAt.ToString("R", CultureInfo.InvariantCulture);
        response.Headers.AcceptRanges = "bytes";
        if (bucket.IsVersioned)
            response.Headers["x-amz-version-id"] = found.VersionId;
        response.ContentType = "application/octet-stream";
        var body = found.Content.AsMemory((int)from, (int)(to - from + 1));
        response.ContentLength = body.Length;
        if (isPart)
            response.Headers.ContentRange = $"bytes {from}-{to}/{found.Content.Length}";
        if (!withBody)
            return;
        if (cut)
        {
            Tally.Spoilt();
            await response.Body.WriteAsync(body[..(body.Length / 2)]);
            await response.Body.FlushAsync();
            context.Abort();
            return;
        }
        Tally.Sent(bucket.Name, body.Length);
        await response.Body.WriteAsync(body);
    }

    private static (long From, long To, bool IsPart) Range(HttpRequest request, int length)
    {
        var text = request.Headers.Range.ToString();
        if (text.Length == 0)
            return (0, length - 1, false);
        var parts = text["bytes=".Length..].Split('-');
        var from = long.Parse(parts[0], CultureInfo.InvariantCulture);
        var to = parts[1].Length == 0 ? length - 1 : long.Parse(parts[1], CultureInfo.InvariantCulture);
        return (from, Math.Min(to, length - 1), true);
    }

    private async Task PutAsync(HttpContext context, S3Bucket bucket, string key)
    {
        var content = await S3Body.ReadAsync(context.Request);
        if (content is null)
        {
            await ErrorAsync(context, 400, "IncompleteBody", "You did not provide the number of bytes specified.");
            return;
        }
        Tally.Stored(bucket.Name, content.Length);
        var ifMatch = context.Request.Headers.IfMatch.ToString();
        var made =
            context.Request.Headers.IfNoneMatch.ToString() == "*" ? bucket.PutIfAbsent(key, content)
            : ifMatch.Length > 0 ? bucket.PutIfMatch(key, content, ifMatch.Trim('"'))
            : bucket.Put(key, content);
        if (made is null)
        {
            await ErrorAsync(
                context,
                412,
                "PreconditionFailed",
                "At least one of the pre-conditions you specified did not hold"
            );
            return;
        }
        context.Response.Headers.ETag = $"\"{made.Etag}\"";
        if (bucket.IsVersioned)
            context.Response.Headers["x-amz-version-id"] = made.VersionId;
    }

    private static Task DeleteAsync(HttpContext context, S3Bucket bucket, string key)
    {
        var version = context.Request.Query["versionId"].ToString();
        bucket.Delete(key, version.Length == 0 ? null : version);
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private async Task ListAsync(HttpContext context, S3Bucket bucket)
    {
        var query = context.Request.Query;
        var prefix = query["prefix"].ToString();
        var after = query["continuation-token"].ToString() is { Length: > 0 } token
            ? token
            : query["start-after"].ToString();
        var delimiter = query["delimiter"].ToString();
        // Keys that share what stands before the delimiter are one entry, which counts as one of the page.
        var names = bucket
            .Live()
            .Where(item => item.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(item => (Item: item, Name: Folded(item.Key, prefix, delimiter)))
            .Where(entry => string.CompareOrdinal(entry.Name, after) > 0)
            .OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .DistinctBy(entry => entry.Name)
            .Take(PageSize + 1)
            .ToList();
        var isTruncated = names.Count > PageSize;
        var xml = new StringBuilder("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        xml.Append(
            CultureInfo.InvariantCulture,
            $"<Name>{bucket.Name}</Name><Prefix>{SecurityElement.Escape(prefix)}</Prefix>"
        );
        xml.Append(
            CultureInfo.InvariantCulture,
            $"<KeyCount>{Math.Min(names.Count, PageSize)}</KeyCount><MaxKeys>{PageSize}</MaxKeys>"
        );
        xml.Append(CultureInfo.InvariantCulture, $"<IsTruncated>{(isTruncated ? "true" : "false")}</IsTruncated>");
        foreach (var (item, name) in names.Take(PageSize))
        {
            if (name != item.Key)
            {
                xml.Append(
                    CultureInfo.InvariantCulture,
                    $"<CommonPrefixes><Prefix>{SecurityElement.Escape(name)}</Prefix></CommonPrefixes>"
                );
                continue;
            }
            xml.Append(CultureInfo.InvariantCulture, $"<Contents><Key>{SecurityElement.Escape(item.Key)}</Key>");
            xml.Append(
                CultureInfo.InvariantCulture,
                $"<LastModified>{item.ModifiedAt:yyyy-MM-ddTHH:mm:ss.fffZ}</LastModified>"
            );
            xml.Append(
                CultureInfo.InvariantCulture,
                $"<ETag>&quot;{item.Etag}&quot;</ETag><Size>{item.Content.Length}</Size></Contents>"
            );
        }
        if (isTruncated)
            xml.Append(
                CultureInfo.InvariantCulture,
                $"<NextContinuationToken>{SecurityElement.Escape(names[PageSize - 1].Name)}</NextContinuationToken>"
            );
        xml.Append("</ListBucketResult>");
        context.Response.ContentType = "application/xml";
        await context.Response.WriteAsync(xml.ToString());
    }

    private static string Folded(string key, string prefix, string delimiter) =>
        delimiter.Length > 0 && key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal) is var at and >= 0
            ? key[..(at + delimiter.Length)]
            : key;

    private static async Task ErrorAsync(
        HttpContext context,
        int status,
        string code,
        string message,
        bool withBody = true,
        string? key = null
    )
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/xml";
        // As S3 does, the answer names the key: what logs it gives it away.
        if (withBody)
            await context.Response.WriteAsync(
                $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code><Message>{SecurityElement.Escape(message)}</Message>"
                    + $"<Key>{SecurityElement.Escape(key)}</Key><RequestId>4442587FB7D0A2F9</RequestId></Error>"
            );
    }
}

/// <summary>How a request is spoilt.</summary>
internal enum S3Fault
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>503 SlowDown.</summary>
    SlowDown,

    /// <summary>The connection breaks before the answer.</summary>
    CutBeforeAnswer,

    /// <summary>The connection breaks in the middle of the answer's body.</summary>
    CutInAnswer,

    /// <summary>The request is carried out, and the connection breaks before its answer.</summary>
    CutAfterDone,

    /// <summary>409: another conditional write to the key is under way.</summary>
    Conflict,
}
