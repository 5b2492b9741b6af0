using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using StudyLake.Aws.S3;
using StudyLake.Ingest;
using StudyLake.Tests.Support;
using StudyLake.Tests.Support.Aws;
using StudyLake.Transform;

namespace StudyLake.Tests.Aws.S3;

/// <summary>The wire format of reader, store and sink against a server that is not ours.</summary>
public sealed class MotoS3Tests
{
    [Fact]
    public async Task Reader_store_and_sink_agree_with_moto()
    {
        await using var moto = await MotoServer.StartAsync();
        using var client = new AmazonS3Client(
            new BasicAWSCredentials("a", "b"),
            new AmazonS3Config
            {
                ServiceURL = moto.Address.ToString(),
                AuthenticationRegion = "eu-west-1",
                ForcePathStyle = true,
                ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            }
        );
        foreach (var name in new[] { "imaging", "log-bucket", "lake-bucket" })
            await client.PutBucketAsync(
                new PutBucketRequest { BucketName = name, BucketRegion = new S3Region("eu-west-1") }
            );
        await client.PutBucketVersioningAsync(
            new PutBucketVersioningRequest
            {
                BucketName = "imaging",
                VersioningConfig = new S3BucketVersioningConfig { Status = VersionStatus.Enabled },
            }
        );
        var content = S3Parts.Bytes(50_000);
        var first = await client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = "imaging",
                Key = "Müller, Hans/a+b 1.dcm",
                InputStream = new MemoryStream(content),
            }
        );
        await client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = "imaging",
                Key = "Müller, Hans/a+b 1.dcm",
                InputStream = new MemoryStream([1]),
            }
        );
        S3ObjectReader Reader(string? version, string? etag) =>
            new(
                client,
                new()
                {
                    Bucket = "imaging",
                    Key = "Müller, Hans/a+b 1.dcm",
                    VersionId = version,
                    Etag = etag,
                },
                content.Length,
                new ReadUsage()
            );
        var buffer = new byte[10_000];

        Assert.Equal(10_000, await Reader(first.VersionId, first.ETag.Trim('"')).ReadAsync(40_000, buffer, default));
        Assert.Equal(content[40_000..], buffer);
        await Assert.ThrowsAsync<ObjectChangedException>(async () =>
            await Reader(null, first.ETag.Trim('"')).ReadAsync(0, buffer, default)
        );

        var buckets = new LakeBuckets("log-bucket", "lake-bucket", null);
        var store = new S3LakeStore(client, buckets);
        await store.WriteAsync("study_events/dt=2026-10-01/x.parquet", content, CancellationToken.None);
        Assert.Equal(content, await store.ReadAsync("study_events/dt=2026-10-01/x.parquet", CancellationToken.None));
        Assert.Null(await store.ReadAsync("lake.json", CancellationToken.None));
        Assert.Empty(await store.ListAsync("study_text", CancellationToken.None).ToListAsync());

        var sink = new S3EventSink(client, buckets);
        await sink.AppendAsync([Some.Instance()], CancellationToken.None);
        await sink.AppendAsync([Some.Instance()], CancellationToken.None);
        Assert.Single(await store.ListAsync("log", CancellationToken.None).ToListAsync());
    }
}
