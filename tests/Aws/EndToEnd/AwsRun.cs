using Microsoft.Extensions.Time.Testing;
using StudyLake.Cli.Query;
using StudyLake.Tests.Support;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.EndToEnd;

/// <summary>
/// The published program as ingest and transform function under the stand-ins, with faults: from objects put into a
/// bucket to a lake that DuckDB reads.
/// </summary>
internal sealed class AwsRun : IAsyncDisposable
{
    private readonly StandInCloud _cloud;
    private readonly FaultPlan _faults;
    private readonly EventSourceMapping _ingest;
    private readonly EventSourceMapping _transform;
    private readonly FirehoseStandIn? _stream;
    private readonly FakeTimeProvider _streamClock;
    private long _puts;

    private AwsRun(
        StandInCloud cloud,
        FaultPlan faults,
        string bootstrap,
        FirehoseStandIn? stream,
        FakeTimeProvider streamClock
    )
    {
        (_cloud, _faults, _stream, _streamClock) = (cloud, faults, stream, streamClock);
        cloud.S3.FaultFor = _ => faults.ForRequest();
        cloud.Source.OnNotification = body => Send(cloud.IngestQueue, body);
        _ingest = Mapping("ingest", cloud.IngestQueue, 25, bootstrap);
        _transform = Mapping("transform", cloud.TransformQueue, 3, bootstrap);
    }

    /// <summary>The bucket of the DICOM objects.</summary>
    public S3Bucket Source => _cloud.Source;

    /// <summary>What the functions wrote.</summary>
    public IEnumerable<string> Log => _ingest.Log.Concat(_transform.Log);

    /// <summary>Starts the stand-ins.</summary>
    /// <param name="keyText">The text of a key file.</param>
    /// <param name="seed">Of the faults.</param>
    /// <param name="sink">Where the ingest function takes events: <c>s3</c> or <c>firehose</c>.</param>
    /// <param name="isVersioned">Whether the source bucket keeps versions.</param>
    public static async Task<AwsRun> StartAsync(string keyText, int seed, string sink, bool isVersioned = false)
    {
        var bootstrap = PublishedBootstrap.Path();
        var faults = new FaultPlan(seed);
        var cloud = await StandInCloud.StartAsync(keyText, faults.Order, isVersioned);
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        if (sink == "s3")
            return new AwsRun(cloud, faults, bootstrap, null, clock);
        var definition = new FirehoseStream { BufferBytes = 1 << 20 };
        var stream = await FirehoseStandIn.StartAsync(
            definition,
            clock,
            (key, content) =>
            {
                cloud.Log.Put(key, content);
                return Task.CompletedTask;
            }
        );
        stream.CallFate = _ => faults.ForCall();
        stream.RecordFate = (_, _) => faults.ForRecord();
        stream.Copies = _ => faults.Copies();
        cloud.Set("STUDYLAKE_EVENT_SINK", sink);
        cloud.Set("STUDYLAKE_DELIVERY_STREAM", definition.Name);
        cloud.Set("AWS_ENDPOINT_URL_FIREHOSE", stream.Address.ToString());
        return new AwsRun(cloud, faults, bootstrap, stream, clock);
    }

    /// <summary>Puts an object at a moment of the store's clock.</summary>
    public void Put(string key, byte[] content, DateTime at)
    {
        _puts++;
        Source.Clock = () => at;
        Source.Put(key, content);
    }

    /// <summary>Deletes an object.</summary>
    public void Delete(string key, DateTime at)
    {
        Source.Clock = () => at;
        Source.Delete(key);
    }

    /// <summary>Serves the notifications of the source bucket, dead letters moved back included.</summary>
    public async Task IngestAsync()
    {
        await DrainAsync(_ingest, _cloud.IngestQueue);
        if (_stream is null)
            return;
        _streamClock.Advance(TimeSpan.FromMinutes(5));
        await _stream.DeliverDueAsync();
    }

    /// <summary>Serves those of the log bucket.</summary>
    public Task TransformAsync() => DrainAsync(_transform, _cloud.TransformQueue);

    /// <summary>Copies the lake to a folder and opens it.</summary>
    public async Task<LakeSession> OpenAsync(string folder, string? registry)
    {
        await _cloud.DownloadAsync(folder);
        return await LakeSession.OpenAsync(folder, registry, CancellationToken.None);
    }

    /// <summary>One line that says what was done.</summary>
    public async Task<string> SummaryAsync(LakeSession lake, int differences)
    {
        var rows = await Rows.ReadAsync(
            lake,
            "select count(*) as row_count, count(distinct object_id || coalesce(version_id, chr(47)) || order_key) as event_count from raw_study_events"
        );
        return $"objects {_puts:N0}, events {rows[0][1]:N0}, rows {rows[0][0]:N0}, faults injected "
            + $"{_cloud.S3.Tally.Faults + _faults.StreamFaults + _faults.Kills + _faults.Duplicates + _faults.Redeliveries:N0} "
            + $"({_cloud.S3.Tally.Faults:N0} requests to S3 spoilt, {_faults.StreamFaults:N0} faults of the stream, {_faults.Kills} instances killed, {_faults.Duplicates:N0} "
            + $"notifications doubled, {_faults.Redeliveries} batches delivered again), invocations "
            + $"{_ingest.Invocations + _transform.Invocations} of which {_ingest.FailedInvocations + _transform.FailedInvocations} "
            + $"failed, differences {differences:N0}";
    }

    public async ValueTask DisposeAsync()
    {
        await _ingest.DisposeAsync();
        await _transform.DisposeAsync();
        await _cloud.DisposeAsync();
        if (_stream is not null)
            await _stream.DisposeAsync();
    }

    private EventSourceMapping Mapping(string function, SqsQueue queue, int batchSize, string bootstrap) =>
        new(queue, batchSize, () => FunctionProcess.StartAsync(bootstrap, _cloud.Environment(function)))
        {
            OnInvocation = _faults.MayKill,
            DeliversAgain = _faults.DeliverAgain,
        };

    private void Send(SqsQueue queue, string body)
    {
        queue.Send(body);
        if (_faults.Duplicate())
            queue.Send(body);
    }

    private static async Task DrainAsync(EventSourceMapping mapping, SqsQueue queue)
    {
        // Under this many kills a message may be received five times in vain; an operator moves it back.
        for (var round = 0; round < 5; round++)
        {
            await mapping.DrainAsync();
            if (queue.Redrive() == 0)
                return;
        }
        Assert.Fail("Expected every message to be served after four redrives, found some in the dead-letter queue.");
    }
}
