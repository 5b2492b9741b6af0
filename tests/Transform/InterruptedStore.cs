using System.Runtime.CompilerServices;
using StudyLake.Transform;

namespace StudyLake.Tests.Transform;

/// <summary>A store that lets something else happen just before a file is created or names are listed.</summary>
internal sealed class InterruptedStore(MemoryLakeStore lake, Func<Task>? beforeCreate, Func<Task>? beforeList = null)
    : ILakeStore
{
    public async IAsyncEnumerable<string> ListAsync(
        string folder,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await (beforeList?.Invoke() ?? Task.CompletedTask);
        await foreach (var name in lake.ListAsync(folder, cancellationToken))
            yield return name;
    }

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
        await (beforeCreate?.Invoke() ?? Task.CompletedTask);
        return await lake.CreateAsync(name, content, cancellationToken);
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken) =>
        lake.DeleteAsync(name, cancellationToken);
}
