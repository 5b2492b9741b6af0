using System.Text;
using Microsoft.Extensions.Time.Testing;
using StudyLake.Transform;

namespace StudyLake.Tests.Transform;

/// <summary>What a lake says of itself, and what is refused.</summary>
public sealed class LakeManifestTests
{
    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 10, 1, 3, 15, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_lake_says_its_version_and_when_it_was_made()
    {
        var lake = new MemoryLakeStore();
        var made = await LakeManifest.OpenOrCreateAsync(lake, Clock, Cancellation);
        Assert.Equal(
            "{\"format_version\":1,\"created_at\":\"2026-10-01T03:15:00Z\"}",
            new string([.. Encoding.UTF8.GetString(lake.Files["lake.json"]).Where(c => !char.IsWhiteSpace(c))])
        );
        Assert.Equal(made, await LakeManifest.OpenOrCreateAsync(lake, new FakeTimeProvider(), Cancellation));
    }

    [Fact]
    public async Task The_check_of_the_key_is_kept()
    {
        var lake = new MemoryLakeStore();
        var made = await LakeManifest.OpenOrCreateAsync(lake, Clock, Cancellation);
        await (made with { KeyCheck = "check" }).WriteAsync(lake, Cancellation);
        Assert.Equal("check", (await LakeManifest.ReadAsync(lake, Cancellation))?.KeyCheck);
    }

    [Fact]
    public async Task A_folder_without_manifest_is_no_lake() =>
        Assert.Null(await LakeManifest.ReadAsync(new MemoryLakeStore(), Cancellation));

    [Fact]
    public async Task An_older_lake_may_be_read_to_make_its_tables_again_and_a_newer_one_not()
    {
        var lake = new MemoryLakeStore();
        lake.Files["lake.json"] = Encoding.UTF8.GetBytes(
            "{\"format_version\":0,\"created_at\":\"2026-10-01T03:15:00Z\"}"
        );
        Assert.Equal(0, (await LakeManifest.ReadToRebuildAsync(lake, Cancellation))?.FormatVersion);
        lake.Files["lake.json"] = Encoding.UTF8.GetBytes("{\"format_version\":2}");
        await Assert.ThrowsAsync<LakeFormatException>(() => LakeManifest.ReadToRebuildAsync(lake, Cancellation));
    }

    [Theory]
    [InlineData("{\"format_version\":2,\"unknown\":{}}", "newer version 2")]
    [InlineData("{\"format_version\":0}", "'studylake transform --rebuild'")]
    [InlineData("{\"format_version\":\"1\"}", "found something else")]
    [InlineData("{\"format_version\":1}", "found something else")]
    [InlineData("{}", "found something else")]
    [InlineData("[]", "found something else")]
    [InlineData("", "found something else")]
    public async Task A_manifest_of_another_version_or_form_is_refused_with_what_to_do(string json, string message)
    {
        var lake = new MemoryLakeStore();
        lake.Files["lake.json"] = Encoding.UTF8.GetBytes(json);
        var refused = await Assert.ThrowsAsync<LakeFormatException>(() =>
            new PendingTransform(lake, new TransformOptions()).RunAsync(null, Cancellation)
        );
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.Single(lake.Files);
    }
}
