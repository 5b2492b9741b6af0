using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace StudyLake.Tests.Support.Aws;

/// <summary>
/// Amazon Data Firehose as its documents describe it, for streams that are written to directly and end in S3: the wire
/// protocol, its limits, buffering by size and by age, prefixes, compression, and each way in which it may fail.
/// </summary>
/// <remarks>
/// Sources: the service model of 2015-08-04; "Data delivery", "Custom prefixes for Amazon S3 objects" and "Quota" of the
/// developer guide. Time is the clock's: nothing is delivered for its age before <see cref="DeliverDueAsync"/>.
/// </remarks>
internal sealed class FirehoseStandIn : IAsyncDisposable
{
    private const int MaxRecords = 500;
    private const int MaxRecordBytes = 1_024_000;
    private const int MaxBatchBytes = 4 * 1024 * 1024;
    private static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    private readonly FirehoseStream _stream;
    private readonly TimeProvider _time;
    private readonly Func<string, byte[], Task> _store;
    private readonly SemaphoreSlim _one = new(1);
    private readonly List<Buffered> _closed = [];
    private Buffered? _open;
    private LoopbackServer? _server;
    private int _records;
    private int _names;

    private FirehoseStandIn(FirehoseStream stream, TimeProvider time, Func<string, byte[], Task> store)
    {
        _stream = stream;
        _time = time;
        _store = store;
    }

    /// <summary>What happens to a call, by its number from 1.</summary>
    public Func<int, FirehoseCall> CallFate { get; set; } = static _ => FirehoseCall.Answered;

    /// <summary>What happens to a record, by the number of its call and its index in it.</summary>
    public Func<int, int, FirehoseRecord> RecordFate { get; set; } = static (_, _) => FirehoseRecord.Taken;

    /// <summary>How often an object is delivered, by its number from 1.</summary>
    public Func<int, int> Copies { get; set; } = static _ => 1;

    /// <summary>Number of records in each call that came, refused ones and all.</summary>
    public List<int> Calls { get; } = [];

    /// <summary>Bytes of each request's body.</summary>
    public List<int> RequestBytes { get; } = [];

    /// <summary>Bytes of each record that was taken, as billed: rounded up to 5 KB.</summary>
    public long BilledBytes { get; private set; }

    /// <summary>Records that no delivery succeeded for within 24 hours.</summary>
    public int Lost { get; private set; }

    public Uri Address => _server?.Address ?? throw new InvalidOperationException("Expected a started server.");

    /// <param name="stream">The one stream that there is.</param>
    /// <param name="time">The clock of arrival and buffering.</param>
    /// <param name="store">Receives key and content of each object; what it throws fails the delivery.</param>
    public static async Task<FirehoseStandIn> StartAsync(
        FirehoseStream stream,
        TimeProvider time,
        Func<string, byte[], Task> store
    )
    {
        stream.Validate();
        var service = new FirehoseStandIn(stream, time, store);
        service._server = await LoopbackServer.StartAsync(service.AnswerAsync);
        return service;
    }

    /// <summary>Delivers what is old enough, and drops what nobody could deliver for a day.</summary>
    public async Task DeliverDueAsync()
    {
        await _one.WaitAsync();
        try
        {
            await DeliverAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = await RecordedRequest.OfAsync(context);
        await _one.WaitAsync();
        try
        {
            await AnswerAsync(context, request);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task AnswerAsync(HttpContext context, RecordedRequest request)
    {
        var single = request.Operation == "PutRecord";
        if (!single && request.Operation != "PutRecordBatch")
        {
            await FailAsync(context, 400, "UnknownOperationException", request.Operation);
            return;
        }
        byte[][] records = single
            ? [request.Json.GetProperty("Record").GetProperty("Data").GetBytesFromBase64()]
            :
            [
                .. request
                    .Json.GetProperty("Records")
                    .EnumerateArray()
                    .Select(x => x.GetProperty("Data").GetBytesFromBase64()),
            ];
        Calls.Add(records.Length);
        RequestBytes.Add(request.Body.Length);
        var call = Calls.Count;
        if (request.Json.GetProperty("DeliveryStreamName").GetString() != _stream.Name)
        {
            await FailAsync(context, 400, "ResourceNotFoundException", "Firehose not found under this account.");
            return;
        }
        if (Refusal(records) is { } refusal)
        {
            await FailAsync(context, 400, "InvalidArgumentException", refusal);
            return;
        }
        var fate = CallFate(call);
        if (fate is FirehoseCall.Throttled or FirehoseCall.Failed)
        {
            await (
                fate == FirehoseCall.Throttled
                    ? FailAsync(context, 503, "ServiceUnavailableException", "Slow down.")
                    : FailAsync(context, 500, "InternalFailure", null)
            );
            return;
        }
        var answers = new JsonArray();
        var refused = 0;
        for (var i = 0; i < records.Length; i++)
        {
            var kept = RecordFate(call, i);
            if (kept != FirehoseRecord.Refused)
                Take(records[i]);
            if (kept == FirehoseRecord.Taken)
            {
                answers.Add(new JsonObject { ["RecordId"] = $"record-{++_records}" });
                continue;
            }
            refused++;
            answers.Add(
                new JsonObject { ["ErrorCode"] = "ServiceUnavailableException", ["ErrorMessage"] = "Slow down." }
            );
        }
        await DeliverAsync();
        switch (fate)
        {
            case FirehoseCall.WrittenThenFailed:
                await FailAsync(context, 500, "InternalFailure", null);
                break;
            case FirehoseCall.WrittenThenSilent:
                context.Abort();
                break;
            default:
                await context.Response.WriteAsync(
                    single
                        ? answers[0]?.ToJsonString() ?? ""
                        : new JsonObject { ["FailedPutCount"] = refused, ["RequestResponses"] = answers }.ToJsonString()
                );
                break;
        }
    }

    private static string? Refusal(byte[][] records) =>
        records.Length is 0 or > MaxRecords ? $"Member must have length between 1 and {MaxRecords}"
        : records.Any(record => record.Length > MaxRecordBytes)
            ? $"Member must have length less than or equal to {MaxRecordBytes}"
        : records.Sum(record => (long)record.Length) > MaxBatchBytes ? "Records size exceeds 4 MB limit"
        : null;

    private void Take(byte[] record)
    {
        BilledBytes += (record.Length + 5119L) / 5120 * 5120;
        _open ??= new Buffered(_time.GetUtcNow());
        _open.Records++;
        _open.Content.Write(record);
        if (_open.Content.Length >= _stream.BufferBytes)
            Close();
    }

    private void Close()
    {
        if (_open is not null)
            _closed.Add(_open);
        _open = null;
    }

    private async Task DeliverAsync()
    {
        var now = _time.GetUtcNow();
        if (_open is not null && now - _open.ArrivedAt >= _stream.BufferInterval)
            Close();
        foreach (var buffered in _closed.ToArray())
        {
            if (now - buffered.ArrivedAt >= Retention)
            {
                Lost += buffered.Records;
                _closed.Remove(buffered);
                continue;
            }
            try
            {
                var copies = Copies(++_names);
                for (var i = 0; i < copies; i++)
                    await _store(
                        _stream.Key(buffered.ArrivedAt, _names, i),
                        _stream.Encode(buffered.Content.ToArray())
                    );
                _closed.Remove(buffered);
            }
            catch (IOException)
            {
                // It stays and is tried again with the next call.
            }
        }
    }

    private static async Task FailAsync(HttpContext context, int status, string code, string? message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/x-amz-json-1.1";
        var error = new JsonObject { ["__type"] = code };
        if (message is not null)
            error["message"] = message;
        await context.Response.WriteAsync(error.ToJsonString());
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _one.Dispose();
    }

    private sealed class Buffered(DateTimeOffset arrivedAt)
    {
        public DateTimeOffset ArrivedAt { get; } = arrivedAt;

        public MemoryStream Content { get; } = new();

        public int Records { get; set; }
    }
}
