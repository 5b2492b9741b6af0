using System.Runtime.CompilerServices;
using StudyLake.Transform;

namespace StudyLake.Tests.Simulation;

/// <summary>
/// A store in memory at whose every call the process may die, before or after the call took effect, the service may fail,
/// or another process may do something first.
/// </summary>
internal sealed class DyingStore(World world) : ILakeStore
{
    private readonly Dictionary<string, byte[]> _whole = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private bool _isQuiet;
    private int _depth;

    public IEnumerable<string> Names => _files.Keys;

    /// <summary>Puts a file there, and remembers it as it was before any damage.</summary>
    public void PutWhole(string name, byte[] content) => _files[name] = _whole[name] = content;

    public void Put(string name, byte[] content) => _files[name] = content;

    /// <summary>A file as it was before any damage.</summary>
    public byte[] Whole(string name) => _whole[name];

    /// <summary>Runs something of the test itself, at which nothing goes wrong.</summary>
    public T Quietly<T>(Func<T> work)
    {
        var was = _isQuiet;
        _isQuiet = true;
        try
        {
            return work();
        }
        finally
        {
            _isQuiet = was;
        }
    }

    public async IAsyncEnumerable<string> ListAsync(
        string folder,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.CompletedTask;
        Before();
        foreach (var name in Below(folder).ToList())
            yield return name;
    }

    public async IAsyncEnumerable<string> ListFoldersAsync(
        string folder,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.CompletedTask;
        Before();
        var level = folder.Count('/') + 2;
        foreach (
            var name in Below(folder)
                .Where(name => name.Count('/') >= level)
                .Select(name => string.Join('/', name.Split('/').Take(level)))
                .Distinct()
                .ToList()
        )
            yield return name;
    }

    public Task<Stream?> OpenReadAsync(string name, CancellationToken cancellationToken)
    {
        Before();
        return Task.FromResult<Stream?>(_files.TryGetValue(name, out var content) ? new MemoryStream(content) : null);
    }

    public async Task WriteAsync(
        string name,
        Func<Stream, CancellationToken, Task> write,
        CancellationToken cancellationToken
    )
    {
        Before();
        using var content = new MemoryStream();
        await write(content, cancellationToken);
        _files[name] = content.ToArray();
        After();
    }

    public Task<bool> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        Before();
        var isCreated = _files.TryAdd(name, content.ToArray());
        After();
        return Task.FromResult(isCreated);
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        Before();
        _files.Remove(name);
        After();
        return Task.CompletedTask;
    }

    private IEnumerable<string> Below(string folder) =>
        _files.Keys.Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal));

    private void Before()
    {
        if (_isQuiet)
            return;
        Fail();
        if (_depth > 0 || !world.Happens(0.05))
            return;
        _depth++;
        world.Meanwhile();
        _depth--;
    }

    private void After()
    {
        if (!_isQuiet)
            Fail();
    }

    // A transform or a compaction makes some twenty calls, each of which may be its last.
    private void Fail()
    {
        if (!world.Happens(world.Settings.TransformCrash / 20))
            return;
        world.Faults.Add(Fault.StoreCallDied);
        throw world.Happens(0.5) ? new ProcessDied() : new IOException("The store failed.");
    }
}
