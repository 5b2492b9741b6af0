using System.Runtime.CompilerServices;
using StudyLake.Transform;

namespace StudyLake.Cli.Lake;

/// <summary>A lake in a folder of this machine.</summary>
/// <remarks>
/// A file is written under a name that begins with a dot, in the folder where it will stay, flushed to disk and renamed;
/// then the folder itself is flushed, without which the new name might not outlive a power failure. What a crash leaves
/// behind is not listed and is overwritten by the next attempt. Two writers of one name at once: the second fails with
/// an <see cref="IOException"/>. Nothing is retried.
/// </remarks>
public sealed class FolderLakeStore : ILakeStore
{
    private const string TemporaryPrefix = ".";
    private const string TemporarySuffix = ".part";

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
            if (!Path.GetFileName(file).StartsWith(TemporaryPrefix, StringComparison.Ordinal))
                yield return Path.GetRelativePath(_root, file).Replace(Path.DirectorySeparatorChar, '/');
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
    public async Task WriteAsync(
        string name,
        Func<Stream, CancellationToken, Task> write,
        CancellationToken cancellationToken
    )
    {
        var path = PathOf(name);
        var folder = Path.GetDirectoryName(path) ?? _root;
        var made = MakeFolder(folder);
        var temporary = Path.Combine(folder, TemporaryPrefix + Path.GetFileName(path) + TemporarySuffix);
        var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        try
        {
            await using (stream.ConfigureAwait(false))
            {
                await write(stream, cancellationToken).ConfigureAwait(false);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
        FolderSync.Flush(folder);
        foreach (var parent in made)
            FolderSync.Flush(parent);
    }

    /// <summary>Makes a folder with all above it; gives the folders that have a new entry.</summary>
    private static List<string> MakeFolder(string folder)
    {
        var changed = new List<string>();
        for (var missing = folder; !Directory.Exists(missing); )
        {
            if (Path.GetDirectoryName(missing) is not { } parent)
                break;
            changed.Add(parent);
            missing = parent;
        }
        Directory.CreateDirectory(folder);
        return changed;
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
