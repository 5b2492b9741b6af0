using Amazon.S3;
using StudyLake.Aws.S3;
using StudyLake.Events;
using StudyLake.Ingest;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.S3;

public sealed class S3ObjectReaderTests
{
    private const string Key = "Müller, Hans/a+b 1.dcm";

    [Fact]
    public async Task A_range_is_read_with_version_and_tag_in_one_request()
    {
        await using var s3 = await S3StandIn.StartAsync();
        var bucket = s3.Create("imaging", isVersioned: true);
        var content = S3Parts.Bytes(100_000);
        var version = bucket.Put(Key, content);
        bucket.Put(Key, [1, 2, 3]);
        var seen = new List<(string? Range, string? Match, string? Version, string? Owner)>();
        s3.OnRequest = request =>
            seen.Add(
                (
                    request.Headers.Range,
                    request.Headers.IfMatch,
                    request.Query["versionId"],
                    request.Headers["x-amz-expected-bucket-owner"]
                )
            );
        var usage = new ReadUsage();
        using var client = s3.Client();
        var reader = new S3ObjectReader(client, Address(version), content.Length, usage);
        var buffer = new byte[32_768];

        var got = await reader.ReadAsync(1_000, buffer, CancellationToken.None);

        Assert.Equal(content[1_000..33_768], buffer[..got]);
        Assert.Equal(("bytes=1000-33767", $"\"{version.Etag}\"", "v000001", "111122223333"), Assert.Single(seen));
        Assert.Equal((1, 32_768), (usage.Requests, usage.Bytes));
    }

    [Fact]
    public async Task At_the_end_of_the_object_fewer_bytes_come_and_beyond_it_none_are_asked_for()
    {
        await using var s3 = await S3StandIn.StartAsync();
        var content = S3Parts.Bytes(10);
        var version = s3.Create("imaging").Put(Key, content);
        using var client = s3.Client();
        var usage = new ReadUsage();
        var reader = new S3ObjectReader(client, Address(version), content.Length, usage);
        var buffer = new byte[100];

        Assert.Equal(4, await reader.ReadAsync(6, buffer, CancellationToken.None));
        Assert.Equal(0, await reader.ReadAsync(10, buffer, CancellationToken.None));
        Assert.Equal(content[6..], buffer[..4]);
        Assert.Equal(1, usage.Requests);
    }

    [Fact]
    public async Task An_object_shorter_than_its_notification_said_ends_where_it_ends()
    {
        await using var s3 = await S3StandIn.StartAsync();
        s3.Create("imaging").Put(Key, S3Parts.Bytes(10));
        using var client = s3.Client();
        var reader = new S3ObjectReader(client, new() { Bucket = "imaging", Key = Key }, 1_000, new ReadUsage());

        Assert.Equal(10, await reader.ReadAsync(0, new byte[1_000], CancellationToken.None));
        Assert.Equal(0, await reader.ReadAsync(500, new byte[100], CancellationToken.None));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_resumed_where_it_broke()
    {
        await using var s3 = await S3StandIn.StartAsync();
        var content = S3Parts.Bytes(100_000);
        var version = s3.Create("imaging").Put(Key, content);
        var faults = new Queue<S3Fault>([
            S3Fault.CutInAnswer,
            S3Fault.SlowDown,
            S3Fault.CutBeforeAnswer,
            S3Fault.CutInAnswer,
        ]);
        s3.FaultFor = _ => faults.TryDequeue(out var fault) ? fault : S3Fault.None;
        using var client = s3.Client();
        var buffer = new byte[content.Length];

        var got = await new S3ObjectReader(client, Address(version), content.Length, new ReadUsage()).ReadAsync(
            0,
            buffer,
            CancellationToken.None
        );

        Assert.Equal(content.Length, got);
        Assert.Equal(content, buffer);
        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_connection_that_keeps_breaking_is_a_fault_and_no_short_object()
    {
        await using var s3 = await S3StandIn.StartAsync();
        var version = s3.Create("imaging").Put(Key, S3Parts.Bytes(100_000));
        s3.FaultFor = _ => S3Fault.CutInAnswer;
        using var client = s3.Client();
        var reader = new S3ObjectReader(client, Address(version), 100_000, new ReadUsage());

        await Assert.ThrowsAsync<IOException>(async () =>
            await reader.ReadAsync(0, new byte[100_000], CancellationToken.None)
        );
    }

    [Theory]
    [InlineData("replaced")]
    [InlineData("deleted")]
    [InlineData("marker")]
    public async Task What_is_no_longer_the_version_that_was_notified_has_changed(string how)
    {
        await using var s3 = await S3StandIn.StartAsync();
        var bucket = s3.Create("imaging", isVersioned: how == "marker");
        var version = bucket.Put(Key, S3Parts.Bytes(100));
        var address = Address(version);
        if (how == "replaced")
            bucket.Put(Key, S3Parts.Bytes(99));
        else
            bucket.Delete(Key);
        if (how == "marker")
            // A marker answers 405 to whoever asks for it by version.
            address = new()
            {
                Bucket = "imaging",
                Key = Key,
                VersionId = "v000002",
            };
        using var client = s3.Client();
        var reader = new S3ObjectReader(client, address, 100, new ReadUsage());

        await Assert.ThrowsAsync<ObjectChangedException>(async () =>
            await reader.ReadAsync(0, new byte[100], CancellationToken.None)
        );
    }

    // Codes and messages as S3 documents them.
    [Theory]
    [InlineData(
        "InvalidObjectState",
        "The operation is not valid for the object's storage class",
        RejectionReason.Archived
    )]
    [InlineData(
        "AccessDenied",
        "User: arn:aws:sts::111122223333:assumed-role/r/f is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access",
        RejectionReason.Undecryptable
    )]
    [InlineData(
        "KMS.DisabledException",
        "arn:aws:kms:eu-west-1:111122223333:key/x is disabled.",
        RejectionReason.Undecryptable
    )]
    public async Task What_trying_again_does_not_change_is_told_as_a_reason(
        string code,
        string message,
        RejectionReason reason
    )
    {
        await using var s3 = await S3StandIn.StartAsync();
        var version = s3.Create("imaging").Put(Key, S3Parts.Bytes(100), (code, message));
        using var client = s3.Client();
        var reader = new S3ObjectReader(client, Address(version), 100, new ReadUsage());

        var thrown = await Assert.ThrowsAsync<ObjectUnreadableException>(async () =>
            await reader.ReadAsync(0, new byte[100], CancellationToken.None)
        );
        Assert.Equal(reason, thrown.Reason);
    }

    [Theory]
    [InlineData("AccessDenied", "Access Denied")]
    [InlineData(
        "AccessDenied",
        "User: arn:aws:sts::111122223333:assumed-role/r/f is not authorized to perform: s3:GetObject on resource"
    )]
    public async Task A_missing_permission_is_a_fault_to_be_retried(string code, string message)
    {
        await using var s3 = await S3StandIn.StartAsync();
        var version = s3.Create("imaging").Put(Key, S3Parts.Bytes(100), (code, message));
        using var client = s3.Client();
        var reader = new S3ObjectReader(client, Address(version), 100, new ReadUsage());

        await Assert.ThrowsAsync<AmazonS3Exception>(async () =>
            await reader.ReadAsync(0, new byte[100], CancellationToken.None)
        );
    }

    [Fact]
    public async Task A_bucket_that_is_missing_or_another_accounts_is_a_fault()
    {
        await using var s3 = await S3StandIn.StartAsync();
        s3.Create("imaging").Put(Key, S3Parts.Bytes(100));
        using var client = s3.Client();

        foreach (var (bucket, owner) in new[] { ("gone", null), ("imaging", "999999999999") })
        {
            var address = new S3ObjectAddress
            {
                Bucket = bucket,
                Key = Key,
                ExpectedBucketOwner = owner,
            };
            await Assert.ThrowsAsync<AmazonS3Exception>(async () =>
                await new S3ObjectReader(client, address, 100, new ReadUsage()).ReadAsync(0, new byte[9], default)
            );
        }
    }

    private static S3ObjectAddress Address(S3Version version) =>
        new()
        {
            Bucket = "imaging",
            Key = version.Key,
            VersionId = version.VersionId == "null" ? null : version.VersionId,
            Etag = version.Etag,
            ExpectedBucketOwner = "111122223333",
        };
}
