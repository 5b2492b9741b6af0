using Microsoft.Win32.SafeHandles;
using StudyLake.Ingest;

namespace StudyLake.Cli.Folder;

/// <summary>Reads ranges of one file, and notices when the file is replaced or written to meanwhile.</summary>
internal sealed class FileObjectReader : IObjectReader, IDisposable
{
    private readonly FolderFile _file;
    private readonly SafeFileHandle _handle;

    /// <summary>Opens the file.</summary>
    /// <exception cref="ObjectChangedException">It is gone.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    public FileObjectReader(FolderFile file)
    {
        _file = file;
        try
        {
            _handle = File.OpenHandle(
                file.Path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete,
                FileOptions.RandomAccess
            );
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ObjectChangedException("Expected the file that was noticed, found none.", exception);
        }
    }

    /// <inheritdoc />
    public long Length => _file.Bytes;

    /// <inheritdoc />
    public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var total = 0;
        // A local read is a copy from memory more often than not; a thread for it would cost more than the read.
        while (total < buffer.Length)
        {
            var read = RandomAccess.Read(_handle, buffer.Span[total..], offset + total);
            if (read == 0)
                break;
            total += read;
        }
        return ValueTask.FromResult(total);
    }

    /// <summary>Whether the file still has the size and time it was noticed with.</summary>
    public bool IsUnchanged() =>
        RandomAccess.GetLength(_handle) == _file.Bytes
        && FolderFile.Ticks(_handle, File.GetLastWriteTimeUtc) == _file.ModifiedTicks;

    /// <summary>Closes the file.</summary>
    public void Dispose() => _handle.Dispose();
}
