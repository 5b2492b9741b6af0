using System.IO.Compression;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using StudyLake.Aws.Functions;
using StudyLake.Events;
using StudyLake.Ingest;
using StudyLake.Tests.Support;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.Functions;

public sealed class IngestFunctionTests
{
    private static readonly byte[] Dicom = File.ReadAllBytes(
        Repository.Data("dicom", "own-nasties", "076-no-pixel.dcm")
    );

    [Fact]
    public async Task A_batch_becomes_durable_events_of_every_kind()
    {
        await using var bench = await FunctionBench.StartAsync();
        bench.Source.Put("a/1.dcm", Dicom);
        bench.Source.Put("a/2.txt", "no DICOM"u8.ToArray());
        bench.Source.Put("a/empty.dcm", []);
        bench.Source.Put("a/", []);
        bench.Source.Put("a/replaced.dcm", Dicom);
        bench.Source.Put("a/replaced.dcm", [.. Dicom, 0]);
        bench.Source.Delete("a/2.txt");
        bench.Source.Put(
            "a/old.dcm",
            Dicom,
            ("InvalidObjectState", "The operation is not valid for the object's storage class")
        );
        var function = await bench.IngestAsync();

        var response = await function.HandleAsync(FunctionBench.Batch(bench.Bodies), new SomeContext());

        Assert.Empty(response.BatchItemFailures);
        var events = Events(bench);
        Assert.Equal(
            [
                "instance_stored",
                "instance_stored",
                "object_rejected:Archived",
                "object_rejected:EmptyObject",
                "object_rejected:FolderMarker",
                "object_removed:Deleted",
                "object_superseded",
                "object_superseded",
            ],
            events.Select(Describe).Order(StringComparer.Ordinal)
        );
        Assert.Equal(8, events.Select(item => item.EventId).Distinct().Count());
        Assert.All(events, item => Assert.Equal(FunctionBench.Bucket, item.Source));
    }

    [Fact]
    public async Task Only_the_message_that_could_not_be_served_returns()
    {
        await using var bench = await FunctionBench.StartAsync();
        bench.Source.Put("1.dcm", Dicom);
        bench.Source.Put("2.dcm", Dicom, ("AccessDenied", "Access Denied"));
        bench.Source.Put("3.dcm", Dicom);
        var function = await bench.IngestAsync();

        var response = await function.HandleAsync(
            FunctionBench.Batch([.. bench.Bodies, "no notification"]),
            new SomeContext()
        );

        Assert.Equal(["m3", "m1"], response.BatchItemFailures.Select(item => item.ItemIdentifier));
        Assert.Equal(2, Events(bench).Count);
    }

    [Fact]
    public async Task When_every_message_fails_the_invocation_fails_and_the_batch_returns()
    {
        await using var bench = await FunctionBench.StartAsync();
        bench.Source.Put("1.dcm", Dicom, ("AccessDenied", "Access Denied"));
        var function = await bench.IngestAsync();

        await Assert.ThrowsAsync<FunctionFailedException>(() =>
            function.HandleAsync(FunctionBench.Batch(bench.Bodies), new SomeContext())
        );
    }

    [Fact]
    public async Task A_change_that_is_told_twice_in_a_batch_is_read_once()
    {
        await using var bench = await FunctionBench.StartAsync();
        bench.Source.Put("1.dcm", Dicom);
        var function = await bench.IngestAsync();

        await function.HandleAsync(
            FunctionBench.Batch(bench.Bodies[0], bench.Bodies[0], bench.Bodies[0]),
            new SomeContext()
        );

        Assert.Single(Events(bench));
        Assert.Equal(1, bench.S3.Tally.Requests(FunctionBench.Bucket, "GET"));
    }

    [Fact]
    public async Task A_batch_that_is_delivered_again_gives_the_same_ids()
    {
        await using var bench = await FunctionBench.StartAsync();
        bench.Source.Put("1.dcm", Dicom);
        bench.Source.Put("2.dcm", Dicom);
        var function = await bench.IngestAsync();

        await function.HandleAsync(FunctionBench.Batch(bench.Bodies), new SomeContext());
        await function.HandleAsync(FunctionBench.Batch(bench.Bodies[1]), new SomeContext());

        Assert.Equal(3, Events(bench).Count);
        Assert.Equal(2, Events(bench).Select(item => item.EventId).Distinct().Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_log_that_cannot_be_written_fails_the_whole_batch(bool afterWriting)
    {
        await using var bench = await FunctionBench.StartAsync();
        bench.Source.Put("1.dcm", Dicom);
        var function = await bench.IngestAsync(new BreakingSink(1, afterWriting));

        await Assert.ThrowsAsync<IOException>(() =>
            function.HandleAsync(FunctionBench.Batch(bench.Bodies), new SomeContext())
        );
    }

    [Fact]
    public async Task When_time_runs_out_what_was_read_is_durable_and_the_rest_returns()
    {
        await using var bench = await FunctionBench.StartAsync();
        bench.Source.Put("1.dcm", Dicom);
        bench.Source.Put("2.dcm", Dicom);
        using var release = new SemaphoreSlim(0);
        var requests = 0;
        var function = await bench.IngestAsync(parallel: 1);
        // The first read is answered; the second never, as if the store had stalled.
        bench.S3.OnRequest = request =>
        {
            if (request.Path.StartsWithSegments("/" + FunctionBench.Bucket) && Interlocked.Increment(ref requests) > 1)
                release.Wait(TimeSpan.FromSeconds(30));
        };

        var response = await function.HandleAsync(
            FunctionBench.Batch(bench.Bodies),
            new SomeContext(TimeSpan.FromSeconds(4))
        );
        release.Release(10);

        Assert.Single(response.BatchItemFailures);
        Assert.Single(Events(bench));
    }

    [Fact]
    public async Task A_read_that_breaks_as_time_runs_out_does_not_take_the_others_with_it()
    {
        await using var bench = await FunctionBench.StartAsync();
        bench.Source.Put("1.dcm", Dicom);
        bench.Source.Put("2.dcm", Dicom);
        using var s3 = new BreakingS3(bench.S3.Address);
        var function = await bench.IngestAsync(parallel: 1, s3: s3);

        var response = await function.HandleAsync(
            FunctionBench.Batch(bench.Bodies),
            new SomeContext(TimeSpan.FromSeconds(3))
        );

        Assert.Equal("m1", Assert.Single(response.BatchItemFailures).ItemIdentifier);
        Assert.Single(Events(bench));
    }

    [Fact]
    public async Task No_more_objects_are_read_at_once_than_the_setting_says()
    {
        await using var bench = await FunctionBench.StartAsync();
        foreach (var number in Enumerable.Range(0, 40))
            bench.Source.Put($"{number}.dcm", Dicom);
        var (now, most) = (0, 0);
        var gate = new Lock();
        bench.S3.FaultFor = request =>
        {
            if (!request.Path.StartsWithSegments("/" + FunctionBench.Bucket))
                return S3Fault.None;
            lock (gate)
                most = Math.Max(most, ++now);
            request.HttpContext.Response.OnCompleted(() =>
            {
                lock (gate)
                    now--;
                return Task.CompletedTask;
            });
            return S3Fault.None;
        };
        var function = await bench.IngestAsync(parallel: 4);

        await function.HandleAsync(FunctionBench.Batch(bench.Bodies), new SomeContext());

        Assert.InRange(most, 1, 4);
        Assert.Equal(40, Events(bench).Count);
    }

    [Fact]
    public async Task Neither_log_nor_metrics_name_a_key_or_a_value_of_a_patient()
    {
        await using var bench = await FunctionBench.StartAsync();
        var named = new TestObject()
            .With(0x0010_0010, "PN", "Planted^Name")
            .With(0x0010_0020, "LO", "PLANTED-ID")
            .Bytes();
        bench.Source.Put("Planted^Name/PLANTED-ID.dcm", named);
        bench.Source.Put(
            "Planted^Name/denied.dcm",
            named,
            (
                "AccessDenied",
                "not authorized to perform: s3:GetObject on resource: arn:aws:s3:::imaging/Planted^Name/denied.dcm"
            )
        );
        bench.Source.Put("Planted^Name/archived.dcm", named, ("InvalidObjectState", "Planted^Name"));
        var function = await bench.IngestAsync();

        await function.HandleAsync(FunctionBench.Batch([.. bench.Bodies, "Planted^Name"]), new SomeContext());

        Assert.Contains("AccessDenied", bench.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Planted", bench.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("denied.dcm", bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_count_what_was_done_in_embedded_metric_format()
    {
        await using var bench = await FunctionBench.StartAsync();
        bench.Source.Put("1.dcm", Dicom);
        bench.Source.Put("2.txt", "no DICOM"u8.ToArray());
        bench.Source.Put("3.dcm", Dicom, ("AccessDenied", "Access Denied"));
        var function = await bench.IngestAsync();

        await function.HandleAsync(
            FunctionBench.Batch([.. bench.Bodies, """{"Event":"s3:TestEvent"}"""]),
            new SomeContext()
        );

        using var metrics = JsonDocument.Parse(
            bench.Output.Split('\n').Single(line => line.Contains("\"_aws\"", StringComparison.Ordinal))
        );
        var root = metrics.RootElement;
        var directive = root.GetProperty("_aws").GetProperty("CloudWatchMetrics")[0];
        Assert.Equal("StudyLake", directive.GetProperty("Namespace").GetString());
        Assert.Equal("FunctionName", directive.GetProperty("Dimensions")[0][0].GetString());
        Assert.Equal("studylake-ingest", root.GetProperty("FunctionName").GetString());
        foreach (
            var (name, count) in new[]
            {
                ("ObjectsRead", 1),
                ("ObjectsRejected", 1),
                ("ObjectsSuperseded", 0),
                ("EventsWritten", 2),
                ("BatchItemFailures", 1),
                ("NotificationsIgnored", 1),
                ("S3Requests", 3),
            }
        )
        {
            Assert.Equal(count, root.GetProperty(name).GetInt32());
            Assert.Contains(
                directive.GetProperty("Metrics").EnumerateArray(),
                item => item.GetProperty("Name").GetString() == name
            );
        }
        Assert.Equal(Dicom.Length + 8, root.GetProperty("HeaderBytesRead").GetInt32());
    }

    [Fact]
    public async Task Another_object_key_than_the_lakes_own_is_refused_at_the_start()
    {
        await using var bench = await FunctionBench.StartAsync();
        await bench.IngestAsync();

        await Assert.ThrowsAsync<FunctionFailedException>(() =>
            bench.IngestAsync(keys: new KeyRing("k1", new byte[32], [.. Enumerable.Repeat((byte)2, 32)]))
        );
        await bench.IngestAsync();
    }

    private static string Describe(StudyEvent item) =>
        item switch
        {
            ObjectRejected rejected => $"{item.EventType}:{rejected.Reason}",
            ObjectRemoved removed => $"{item.EventType}:{removed.Cause}",
            _ => item.EventType,
        };

    private static List<StudyEvent> Events(FunctionBench bench)
    {
        var events = new List<StudyEvent>();
        foreach (var segment in bench.EventLog.Live())
        {
            using var gzip = new GZipStream(new MemoryStream(segment.Content), CompressionMode.Decompress);
            using var reader = new StreamReader(gzip);
            while (reader.ReadLine() is { } line)
                events.Add(EventJson.Read(System.Text.Encoding.UTF8.GetBytes(line)));
        }
        return events;
    }

    /// <summary>S3 whose second object is being read until it is told to stop, and then breaks.</summary>
    private sealed class BreakingS3(Uri address)
        : AmazonS3Client(
            new BasicAWSCredentials("AKIDEXAMPLE", "secret"),
            new AmazonS3Config
            {
                ServiceURL = address.ToString(),
                ForcePathStyle = true,
                AuthenticationRegion = "eu-west-1",
            }
        )
    {
        public override async Task<GetObjectResponse> GetObjectAsync(
            GetObjectRequest request,
            CancellationToken cancellationToken = default
        )
        {
            if (request.Key != "2.dcm")
                return await base.GetObjectAsync(request, cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken)
                .ContinueWith(
                    static _ => { },
                    CancellationToken.None,
                    TaskContinuationOptions.None,
                    TaskScheduler.Default
                );
            throw new IOException("broken by the test");
        }
    }
}
