using System.Runtime.InteropServices;

namespace StudyLake.Cli.Log;

/// <summary>Writes a file so that it is there whole or not at all, whatever happens to process or machine.</summary>
internal static partial class DurableFile
{
    private const int ReadOnly = 0;

    /// <summary>
    /// Writes under a temporary name that starts with a dot, flushes to disk, renames, and flushes the folder, so that
    /// the name itself survives a power cut. An existing file is replaced.
    /// </summary>
    /// <exception cref="IOException">The disk is full or failed; the temporary file is gone and the old one untouched.</exception>
    public static async Task WriteAsync(
        string path,
        Func<Stream, CancellationToken, Task> write,
        CancellationToken cancellationToken
    )
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Environment.ProcessId}.tmp");
        try
        {
            await using (
                var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16)
            )
            {
                await write(stream, cancellationToken);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
        FlushFolder(folder);
    }

    // .NET has no call for it: a folder cannot be opened as a FileStream. On Windows the rename itself is journalled.
    private static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
            throw new IOException("Expected to open the folder to flush it to disk, found an error.");
        var failed = Fsync(descriptor) != 0;
        _ = Close(descriptor);
        if (failed)
            throw new IOException("Expected to flush the folder to disk, found an error.");
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
