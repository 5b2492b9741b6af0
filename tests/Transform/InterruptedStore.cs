using StudyLake.Transform;

namespace StudyLake.Tests.Transform;

/// <summary>A store that lets something else happen just before a file is created.</summary>
internal sealed class InterruptedStore(MemoryLakeStore lake, Func<Task> beforeCreate) : ILakeStore
{
    public IAsyncEnumerable<string> ListAsync(string folder, CancellationToken cancellationToken) =>
        lake.ListAsync(folder, cancellationToken);

    public IAsyncEnumerable<string> ListFoldersAsync(string folder, CancellationToken cancellationToken) =>
        lake.ListFoldersAsync(folder, cancellationToken);

    public Task<Stream?> OpenReadAsync(string name, CancellationToken cancellationToken) =>
        lake.OpenReadAsync(name, cancellationToken);

    public Task WriteAsync(
        string name,
        Func<Stream, CancellationToken, Task> write,
        CancellationToken cancellationToken
    ) => lake.WriteAsync(name, write, cancellationToken);

    public async Task<bool> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        await beforeCreate();
        return await lake.CreateAsync(name, content, cancellationToken);
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken) =>
        lake.DeleteAsync(name, cancellationToken);
}
