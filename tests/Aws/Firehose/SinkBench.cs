using System.IO.Compression;
using System.Text;
using Amazon.KinesisFirehose;
using Amazon.Runtime;
using Microsoft.Extensions.Time.Testing;
using StudyLake.Aws.Firehose;
using StudyLake.Events;
using StudyLake.Tests.Support;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.Firehose;

/// <summary>The sink, the client, a stand-in for Firehose and what it delivered, over HTTP on the loopback.</summary>
internal sealed class SinkBench : IAsyncDisposable
{
    private readonly AmazonKinesisFirehoseClient _client;

    private SinkBench(FirehoseStandIn service, FakeTimeProvider clock, FirehoseSinkOptions options, int retries)
    {
        Service = service;
        Clock = clock;
        _client = new AmazonKinesisFirehoseClient(
            new BasicAWSCredentials("a", "b"),
            new AmazonKinesisFirehoseConfig
            {
                ServiceURL = service.Address.ToString(),
                AuthenticationRegion = "eu-central-1",
                MaxErrorRetry = retries,
            }
        );
        Sink = new FirehoseEventSink(_client, options, clock);
    }

    public FirehoseStandIn Service { get; }

    public FakeTimeProvider Clock { get; }

    public FirehoseEventSink Sink { get; }

    public AmazonKinesisFirehoseClient Client => _client;

    /// <summary>The objects delivered, by key.</summary>
    public SortedDictionary<string, byte[]> Objects { get; private init; } = [];

    /// <summary>While it says so, the bucket refuses every object.</summary>
    public bool IsBucketDown { get; set; }

    public static async Task<SinkBench> StartAsync(
        FirehoseSinkOptions? options = null,
        FirehoseStream? stream = null,
        int retries = 2
    )
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 10, 1, 3, 15, 0, TimeSpan.Zero));
        var objects = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        SinkBench? bench = null;
        var service = await FirehoseStandIn.StartAsync(
            stream ?? new FirehoseStream(),
            clock,
            (key, content) =>
            {
                if (bench?.IsBucketDown is true)
                    throw new IOException("SlowDown");
                objects.Add(key, content);
                return Task.CompletedTask;
            }
        );
        // Without a delay: what is tested is what is sent again, not when.
        bench = new SinkBench(service, clock, options ?? Options(), retries) { Objects = objects };
        return bench;
    }

    public static FirehoseSinkOptions Options(int recordBytes = 102_400) =>
        new()
        {
            DeliveryStream = "studylake-events",
            Delay = TimeSpan.Zero,
            RecordBytes = recordBytes,
        };

    public ValueTask AppendAsync(IReadOnlyList<StudyEvent> events) => Sink.AppendAsync(events, CancellationToken.None);

    /// <summary>Lets the buffer grow old, and returns every line of every object, in order of their keys.</summary>
    public async Task<IReadOnlyList<string>> DeliveredAsync()
    {
        Clock.Advance(TimeSpan.FromSeconds(300));
        await Service.DeliverDueAsync();
        var lines = new List<string>();
        foreach (var content in Objects.Values)
        {
            using var gzip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
            using var text = new MemoryStream();
            await gzip.CopyToAsync(text);
            var all = Encoding.UTF8.GetString(text.ToArray());
            Assert.EndsWith("\n", all, StringComparison.Ordinal);
            lines.AddRange(all[..^1].Split('\n'));
        }
        return lines;
    }

    /// <summary>Events of about 1.2 KB each as a line, as the cost model assumes; the number is in the object's id.</summary>
    public static StudyEvent[] SomeEvents(int count, int first = 0) =>
        [.. Enumerable.Range(first, count).Select(n => Event(n, 700))];

    /// <summary>One event, with a text of so many characters in it.</summary>
    public static StudyEvent Event(int number, int characters)
    {
        var text = new AttributeValues(ColumnGroup.Text);
        text.Set(AttributeTable.Texts[0], new string('x', characters));
        return Some.Instance($"object{number:D20}") with
        {
            Attributes = new AttributeValues(ColumnGroup.Attributes),
            Text = text,
            FieldErrors = [],
        };
    }

    /// <summary>The lines of events, as the log has them.</summary>
    public static string[] Lines(IEnumerable<StudyEvent> events) =>
        [.. events.Select(item => Encoding.UTF8.GetString(EventJson.ToUtf8(item)))];

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Service.DisposeAsync();
    }
}
