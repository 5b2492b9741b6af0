using Amazon.S3;
using StudyLake.Aws.S3;
using StudyLake.Tests.Support.Aws;
using StudyLake.Transform;

namespace StudyLake.Tests.Aws.S3;

public sealed class S3LakeStoreTests
{
    [Fact]
    public async Task Log_and_runs_are_in_the_log_bucket_and_everything_else_in_the_lake_bucket()
    {
        await using var s3 = await S3StandIn.StartAsync();
        var (log, lake) = (s3.Create("log-bucket"), s3.Create("lake-bucket"));
        using var client = s3.Client();
        var store = new S3LakeStore(client, new LakeBuckets("log-bucket", "lake-bucket", "111122223333"));
        string[] names =
        [
            "log/dt=2026-10-01/x.ndjson.gz",
            "runs/dt=2026-10-01/r.json",
            "lake.json",
            "study_events/dt=2026-10-01/x.parquet",
            "logs.txt",
        ];

        foreach (var name in names)
            await store.WriteAsync(name, S3Parts.Bytes(10), CancellationToken.None);

        Assert.Equal(names[..2], log.Live().Select(item => item.Key));
        Assert.Equal(names[2..], lake.Live().Select(item => item.Key));
        foreach (var name in names)
            Assert.Equal(S3Parts.Bytes(10), await store.ReadAsync(name, CancellationToken.None));
        Assert.Null(await store.ReadAsync("study_text/none.parquet", CancellationToken.None));
    }

    [Fact]
    public async Task A_listing_goes_on_over_its_pages_and_leaves_hidden_names_out()
    {
        await using var s3 = await S3StandIn.StartAsync();
        s3.PageSize = 3;
        var lake = s3.Create("lake-bucket");
        s3.Create("log-bucket");
        foreach (var number in Enumerable.Range(0, 10))
            lake.Put($"study_events/dt=2026-10-0{number}/x.parquet", [1]);
        lake.Put("study_events/.hidden", [1]);
        lake.Put("study_events/", []);
        lake.Put("study_events_old/x.parquet", [1]);
        using var client = s3.Client();
        var store = new S3LakeStore(client, new LakeBuckets("log-bucket", "lake-bucket", null));

        var names = await store.ListAsync("study_events", CancellationToken.None).ToListAsync();

        Assert.Equal(Enumerable.Range(0, 10).Select(number => $"study_events/dt=2026-10-0{number}/x.parquet"), names);
        Assert.Empty(await store.ListAsync("study_text", CancellationToken.None).ToListAsync());
    }

    [Fact]
    public async Task What_fails_while_it_is_written_leaves_the_old_content()
    {
        await using var s3 = await S3StandIn.StartAsync();
        s3.Create("lake-bucket").Put("lake.json", [1]);
        using var client = s3.Client();
        var store = new S3LakeStore(client, new LakeBuckets("log-bucket", "lake-bucket", null));

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            store.WriteAsync(
                "lake.json",
                async (stream, cancel) =>
                {
                    await stream.WriteAsync(S3Parts.Bytes(100), cancel);
                    throw new InvalidOperationException("broken by the test");
                },
                CancellationToken.None
            )
        );

        Assert.Equal([1], await store.ReadAsync("lake.json", CancellationToken.None));
    }

    [Fact]
    public async Task Folders_are_listed_one_level_deep_at_the_cost_of_the_folders()
    {
        await using var s3 = await S3StandIn.StartAsync();
        s3.PageSize = 3;
        var log = s3.Create("log-bucket");
        foreach (var day in Enumerable.Range(1, 7))
        foreach (var file in Enumerable.Range(0, 20))
            log.Put($"log/dt=2026-10-0{day}/{file}.ndjson.gz", [1]);
        log.Put("log/readme.txt", [1]);
        log.Put("logs/dt=2026-10-08/x.ndjson.gz", [1]);
        using var client = s3.Client();
        var store = new S3LakeStore(client, new LakeBuckets("log-bucket", "lake-bucket", null));
        var requests = 0;
        s3.OnRequest = _ => requests++;

        var folders = await store.ListFoldersAsync("log", CancellationToken.None).ToListAsync();

        Assert.Equal(Enumerable.Range(1, 7).Select(day => $"log/dt=2026-10-0{day}"), folders);
        Assert.Equal(3, requests);
    }

    [Fact]
    public async Task Of_several_that_create_a_file_at_once_one_does()
    {
        await using var s3 = await S3StandIn.StartAsync();
        s3.Create("lake-bucket");
        using var client = s3.Client();
        var store = new S3LakeStore(client, new LakeBuckets("log-bucket", "lake-bucket", "111122223333"));

        var created = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(number =>
                    store.CreateAsync("compaction/dt=2026-10-01/000001.json", new[] { (byte)number }, default)
                )
        );

        var winner = Assert.Single(created.Index(), item => item.Item).Index;
        byte[]? expected = [(byte)winner];
        Assert.Equal(expected, await store.ReadAsync("compaction/dt=2026-10-01/000001.json", CancellationToken.None));
    }

    [Fact]
    public async Task A_creation_that_meets_another_one_under_way_has_not_created()
    {
        await using var s3 = await S3StandIn.StartAsync();
        var lake = s3.Create("lake-bucket");
        s3.FaultFor = request => request.Headers.IfNoneMatch == "*" ? S3Fault.Conflict : S3Fault.None;
        using var client = s3.Client();
        var store = new S3LakeStore(client, new LakeBuckets("log-bucket", "lake-bucket", null));

        Assert.False(await store.CreateAsync("compaction/a.json", new byte[] { 1 }, CancellationToken.None));
        Assert.Empty(lake.Live());
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_deleting_it_again_is_no_failure()
    {
        await using var s3 = await S3StandIn.StartAsync();
        var lake = s3.Create("lake-bucket", isVersioned: true);
        lake.Put("study_events/dt=2026-10-01/x.parquet", [1]);
        lake.Put("study_events/dt=2026-10-01/y.parquet", [2]);
        using var client = s3.Client();
        var store = new S3LakeStore(client, new LakeBuckets("log-bucket", "lake-bucket", null));

        await store.DeleteAsync("study_events/dt=2026-10-01/x.parquet", CancellationToken.None);
        await store.DeleteAsync("study_events/dt=2026-10-01/x.parquet", CancellationToken.None);

        Assert.Equal(
            ["study_events/dt=2026-10-01/y.parquet"],
            await store.ListAsync("study_events", CancellationToken.None).ToListAsync()
        );
        Assert.Null(await store.ReadAsync("study_events/dt=2026-10-01/x.parquet", CancellationToken.None));
    }

    [Fact]
    public async Task A_bucket_of_another_account_is_neither_read_nor_written()
    {
        await using var s3 = await S3StandIn.StartAsync();
        s3.Create("lake-bucket").Put("lake.json", [1]);
        using var client = s3.Client();
        var store = new S3LakeStore(client, new LakeBuckets("log-bucket", "lake-bucket", "999999999999"));

        foreach (
            var call in new Func<Task>[]
            {
                () => store.OpenReadAsync("lake.json", CancellationToken.None),
                () => store.WriteAsync("lake.json", S3Parts.Bytes(1), CancellationToken.None),
                () => store.CreateAsync("new.json", new byte[] { 1 }, CancellationToken.None),
                () => store.DeleteAsync("lake.json", CancellationToken.None),
                async () => await store.ListAsync("log2", CancellationToken.None).ToListAsync(),
                async () => await store.ListFoldersAsync("log2", CancellationToken.None).ToListAsync(),
            }
        )
            Assert.Equal("AccessDenied", (await Assert.ThrowsAsync<AmazonS3Exception>(call)).ErrorCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/lake.json")]
    [InlineData("a/../b")]
    [InlineData("a//b")]
    public async Task A_name_that_could_lead_elsewhere_is_refused(string name)
    {
        await using var s3 = await S3StandIn.StartAsync();
        using var client = s3.Client();
        var store = new S3LakeStore(client, new LakeBuckets("log-bucket", "lake-bucket", null));

        await Assert.ThrowsAsync<ArgumentException>(() => store.OpenReadAsync(name, CancellationToken.None));
    }
}
