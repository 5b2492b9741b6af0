using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using StudyLake.Transform;

namespace StudyLake.Tests.Transform;

/// <summary>A lake in memory that can fail at its n-th call, before or after the call took effect.</summary>
internal sealed class MemoryLakeStore : ILakeStore
{
    private int _calls;

    public ConcurrentDictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>The call that fails, from 1; 0 for none.</summary>
    public int FailsAt { get; init; }

    /// <summary>Whether a failing write has taken effect all the same, as after a lost answer.</summary>
    public bool FailsAfterwards { get; init; }

    public int Calls => _calls;

    public async IAsyncEnumerable<string> ListAsync(
        string folder,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.Yield();
        Count(before: true);
        foreach (var name in Files.Keys.Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal)))
            yield return name;
    }

    public Task<Stream?> OpenReadAsync(string name, CancellationToken cancellationToken)
    {
        Count(before: true);
        return Task.FromResult<Stream?>(Files.TryGetValue(name, out var content) ? new MemoryStream(content) : null);
    }

    public async Task WriteAsync(
        string name,
        Func<Stream, CancellationToken, Task> write,
        CancellationToken cancellationToken
    )
    {
        var fails = Count(before: !FailsAfterwards);
        using var content = new MemoryStream();
        await write(content, cancellationToken);
        Files[name] = content.ToArray();
        if (fails)
            throw new IOException("The store failed.");
    }

    public async IAsyncEnumerable<string> ListFoldersAsync(
        string folder,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.Yield();
        Count(before: true);
        foreach (
            var name in Files
                .Keys.Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal))
                .Select(name => string.Join('/', name.Split('/').SkipLast(1).Take(folder.Split('/').Length + 1)))
                .Where(name => name != folder)
                .Distinct()
        )
            yield return name;
    }

    public Task<bool> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var fails = Count(before: !FailsAfterwards);
        var isCreated = Files.TryAdd(name, content.ToArray());
        return fails ? throw new IOException("The store failed.") : Task.FromResult(isCreated);
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        var fails = Count(before: !FailsAfterwards);
        Files.TryRemove(name, out _);
        return fails ? throw new IOException("The store failed.") : Task.CompletedTask;
    }

    private bool Count(bool before)
    {
        var fails = Interlocked.Increment(ref _calls) == FailsAt;
        if (fails && before)
            throw new IOException("The store failed.");
        return fails;
    }
}
