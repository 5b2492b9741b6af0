using System.IO.Compression;
using System.Text;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using StudyLake.Aws.Deployment;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Aws.Deployment;

/// <summary>Lines have the form that the S3 guide shows: no header, every field quoted, keys percent-encoded.</summary>
public sealed class InventoryTests : IDisposable
{
    private const string Columns = "Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size, LastModifiedDate, ETag";

    private const string Lines = """
        "images","a%20b/%C3%BC.dcm","v2","true","false","1234","2026-01-02T03:04:05.000Z","0123456789abcdef0123456789abcdef"
        "images","a%20b/%C3%BC.dcm","v1","false","false","1000","2026-01-01T03:04:05.000Z","ffffffffffffffffffffffffffffffff"
        "images","gone.dcm","v3","true","true","","2026-01-03T00:00:00.000Z",""
        "images","c%2Cd.dcm","null","true","false","7","2026-01-04T00:00:00.000Z","abc"
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly AmazonS3Client _s3 = new(new AnonymousAWSCredentials(), RegionEndpoint.EUWest1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Current_objects_are_taken_with_their_version_plain_or_zipped(bool isZipped)
    {
        var found = await ReadAsync(Lines, null, isZipped);
        Assert.Equal(["a b/ü.dcm", "c,d.dcm"], found.Select(item => item.Key));
        Assert.Equal("v2", found[0].VersionId);
        Assert.Null(found[1].VersionId);
        Assert.Equal(1234, found[0].Bytes);
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), found[0].ModifiedAt);
        Assert.Equal("0123456789abcdef0123456789abcdef", found[0].Etag);
    }

    [Fact]
    public async Task Reading_goes_on_behind_a_position()
    {
        var all = await ReadAsync(Lines, null, false);
        var rest = await ReadAsync(Lines, all[0].Position, false);
        Assert.Equal(["c,d.dcm"], rest.Select(item => item.Key));
    }

    [Fact]
    public async Task An_inventory_of_another_bucket_is_refused() =>
        await Assert.ThrowsAsync<FormatException>(() =>
            ReadAsync(Lines.Replace("images", "other", StringComparison.Ordinal), null, false)
        );

    [Fact]
    public void An_inventory_without_sizes_is_refused_by_name()
    {
        var failure = Assert.Throws<FormatException>(() => InventoryColumns.Parse("Bucket, Key, ETag"));
        Assert.Contains("Size, LastModifiedDate", failure.Message, StringComparison.Ordinal);
    }

    private async Task<List<BackfillObject>> ReadAsync(string lines, string? position, bool isZipped)
    {
        var bytes = Encoding.UTF8.GetBytes(lines);
        if (isZipped)
        {
            using var zipped = new MemoryStream();
            using (var gzip = new GZipStream(zipped, CompressionMode.Compress))
                gzip.Write(bytes);
            bytes = zipped.ToArray();
        }
        var file = _folder.Write("inventory.csv", bytes);
        var source = await InventorySource.OpenAsync(_s3, file, "images", Columns, CancellationToken.None);
        var found = new List<BackfillObject>();
        await foreach (var item in source.ReadAsync(position, CancellationToken.None))
            found.Add(item);
        return found;
    }

    public void Dispose()
    {
        _folder.Dispose();
        _s3.Dispose();
    }
}
