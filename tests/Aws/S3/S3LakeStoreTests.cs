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
