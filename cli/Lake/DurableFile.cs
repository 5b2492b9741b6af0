namespace StudyLake.Cli.Lake;

/// <summary>Writes a file so that it is there whole or not at all, whatever happens to process or machine.</summary>
/// <remarks>
/// It is written under a name that begins with a dot, in the folder where it will stay, flushed to disk and renamed; then
/// the folder itself is flushed, without which the new name might not outlive a power failure. What a crash leaves
/// behind is overwritten by the next attempt. Two writers of one name at once: the second fails.
/// </remarks>
internal static class DurableFile
{
    /// <summary>What the name of a file begins with while it is being written.</summary>
    public const string TemporaryPrefix = ".";

    private const string TemporarySuffix = ".part";

    /// <summary>Writes a file, replacing one of that name, and the folders above it where they are missing.</summary>
    /// <exception cref="IOException">The disk is full or failed; an old file of that name is untouched.</exception>
    public static Task WriteAsync(
        string path,
        Func<Stream, CancellationToken, Task> write,
        CancellationToken cancellationToken
    ) => WriteAsync(path, write, mayReplace: true, cancellationToken);

    /// <summary>As <see cref="WriteAsync(string, Func{Stream, CancellationToken, Task}, CancellationToken)"/>, but false when there is a file of that name.</summary>
    public static async Task<bool> TryCreateAsync(
        string path,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await WriteAsync(
                path,
                (stream, token) => stream.WriteAsync(content, token).AsTask(),
                mayReplace: false,
                cancellationToken
            );
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    private static async Task WriteAsync(
        string path,
        Func<Stream, CancellationToken, Task> write,
        bool mayReplace,
        CancellationToken cancellationToken
    )
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
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
            // Without replacing, the system links the new name and fails when it is there.
            File.Move(temporary, path, overwrite: mayReplace);
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
}
