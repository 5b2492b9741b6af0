using System.Runtime.CompilerServices;
using StudyLake.Transform;

namespace StudyLake.Cli.Lake;

/// <summary>A lake in a folder of this machine.</summary>
/// <remarks>Files are written as <see cref="DurableFile"/> does, and temporary ones are not listed. Nothing is retried.</remarks>
public sealed class FolderLakeStore : ILakeStore
{
    private readonly string _root;

    /// <summary>Makes one for a folder, which need not exist.</summary>
    public FolderLakeStore(string root) => _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));

    /// <inheritdoc />
    public async IAsyncEnumerable<string> ListAsync(
        string folder,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var path = PathOf(folder);
        if (!Directory.Exists(path))
            yield break;
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.None,
            // A folder that may not be read must not look like an empty one.
            IgnoreInaccessible = false,
        };
        foreach (var file in Directory.EnumerateFiles(path, "*", options))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Path.GetFileName(file).StartsWith(DurableFile.TemporaryPrefix, StringComparison.Ordinal))
                yield return Path.GetRelativePath(_root, file).Replace(Path.DirectorySeparatorChar, '/');
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<string> ListFoldersAsync(
        string folder,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var path = PathOf(folder);
        if (!Directory.Exists(path))
            yield break;
        foreach (var found in Directory.EnumerateDirectories(path))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Path.GetRelativePath(_root, found).Replace(Path.DirectorySeparatorChar, '/');
        }
    }

    /// <inheritdoc />
    public Task<Stream?> OpenReadAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return Task.FromResult<Stream?>(
                new FileStream(
                    PathOf(name),
                    FileMode.Open,
                    FileAccess.Read,
                    FileShare.Read | FileShare.Delete,
                    bufferSize: 0,
                    FileOptions.SequentialScan
                )
            );
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    /// <inheritdoc />
    public Task WriteAsync(
        string name,
        Func<Stream, CancellationToken, Task> write,
        CancellationToken cancellationToken
    ) => DurableFile.WriteAsync(PathOf(name), write, cancellationToken);

    /// <inheritdoc />
    public Task<bool> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        DurableFile.TryCreateAsync(PathOf(name), content, cancellationToken);

    /// <inheritdoc />
    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(name);
        if (!File.Exists(path))
            return Task.CompletedTask;
        File.Delete(path);
        if (Path.GetDirectoryName(path) is { } folder)
            FolderSync.Flush(folder);
        return Task.CompletedTask;
    }

    private string PathOf(string name)
    {
        var isSafe =
            name.Length > 0
            && !name.Contains('\\')
            && !name.Contains(':')
            && !name.Contains('\0')
            && name.Split('/').All(part => part is not ("" or "." or ".."));
        if (!isSafe)
            throw new ArgumentException(
                "Expected a relative name with forward slashes and without empty, '.' or '..' parts.",
                nameof(name)
            );
        return Path.Combine(_root, name.Replace('/', Path.DirectorySeparatorChar));
    }
}
