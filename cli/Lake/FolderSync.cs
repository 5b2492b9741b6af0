using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace StudyLake.Cli.Lake;

/// <summary>Flushes a folder to disk, so that the names of files just made or renamed outlive a power failure.</summary>
internal static class FolderSync
{
    private const int ReadOnly = 0;
    private const int InvalidArgument = 22;

    /// <summary>Returns when the folder's entries are durable. On Windows the file system sees to it by itself.</summary>
    /// <exception cref="IOException">The folder cannot be opened or flushed.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open([.. Encoding.UTF8.GetBytes(folder), 0], ReadOnly);
        if (descriptor < 0)
            throw Failure("open", folder);
        try
        {
            // Some network file systems cannot flush a folder and say so with EINVAL; they order renames themselves.
            if (FSync(descriptor) != 0 && Marshal.GetLastPInvokeError() != InvalidArgument)
                throw Failure("flush", folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string action, string folder) =>
        new($"Could not {action} folder {folder}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}.");

    // .NET opens no folders. The path is passed as bytes, so that nothing needs marshalling.
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FSync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
