using StudyLake.Cli.Lake;
using StudyLake.Transform;

namespace StudyLake.Tests.Transform;

/// <summary>A lake in a folder.</summary>
public sealed class FolderLakeStoreTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("studylake-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private FolderLakeStore Store => new(Path.Combine(_root, "lake"));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task What_was_written_is_read_back_and_listed_by_folder()
    {
        await Store.WriteAsync("log/dt=2026-10-01/a.gz", "first"u8.ToArray(), Cancellation);
        await Store.WriteAsync("log/dt=2026-10-02/b.gz", "second"u8.ToArray(), Cancellation);
        await Store.WriteAsync("logs/c", "third"u8.ToArray(), Cancellation);
        await Store.WriteAsync("log/dt=2026-10-01/a.gz", "again"u8.ToArray(), Cancellation);
        Assert.Equal("again"u8.ToArray(), await Store.ReadAsync("log/dt=2026-10-01/a.gz", Cancellation));
        Assert.Equal(["log/dt=2026-10-01/a.gz", "log/dt=2026-10-02/b.gz"], await ListAsync("log"));
    }

    [Fact]
    public async Task What_is_not_there_is_null_and_an_absent_folder_is_empty()
    {
        Assert.Null(await Store.ReadAsync("lake.json", Cancellation));
        Assert.Null(await Store.ReadAsync("a/b/c", Cancellation));
        Assert.Empty(await ListAsync("log"));
    }

    [Fact]
    public async Task A_write_that_fails_leaves_the_old_content_and_nothing_that_is_listed()
    {
        await Store.WriteAsync("t/a", "old"u8.ToArray(), Cancellation);
        await Assert.ThrowsAsync<IOException>(() =>
            Store.WriteAsync(
                "t/a",
                async (stream, token) =>
                {
                    await stream.WriteAsync("half"u8.ToArray(), token);
                    throw new IOException("No space left on device");
                },
                Cancellation
            )
        );
        Assert.Equal("old"u8.ToArray(), await Store.ReadAsync("t/a", Cancellation));
        Assert.Equal(["t/a"], await ListAsync("t"));
        await Store.WriteAsync("t/a", "new"u8.ToArray(), Cancellation);
        Assert.Equal("new"u8.ToArray(), await Store.ReadAsync("t/a", Cancellation));
        Assert.Equal(["a"], Directory.GetFileSystemEntries(Path.Combine(_root, "lake", "t")).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../outside")]
    [InlineData("a/../../outside")]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData("a/")]
    [InlineData("..\\outside")]
    [InlineData("C:/outside")]
    [InlineData("a\0b")]
    public async Task A_name_that_could_leave_the_lake_is_refused(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAsync(name, new byte[1], Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.ReadAsync(name, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => ListAsync(name));
        Assert.Empty(Directory.GetFileSystemEntries(_root));
    }

    [Fact]
    public async Task A_folder_lake_is_transformed_as_one_in_memory_is()
    {
        var memory = new MemoryLakeStore();
        var segment = Segments.Put(memory, 1, Segments.Lines(Enumerable.Range(0, 20).Select(SomeEvents.Full)));
        await Store.WriteAsync(segment.Path, memory.Files[segment.Path], Cancellation);
        await new PendingTransform(memory, new TransformOptions()).RunAsync(null, Cancellation);
        await new PendingTransform(Store, new TransformOptions()).RunAsync(null, Cancellation);
        foreach (var (name, content) in memory.Files)
            Assert.Equal(content, await Store.ReadAsync(name, Cancellation));
    }

    private async Task<List<string>> ListAsync(string folder) =>
        await Store.ListAsync(folder, Cancellation).Order(StringComparer.Ordinal).ToListAsync(Cancellation);
}
