namespace StudyLake.Transform.Sorting;

/// <summary>Files for rows that do not fit into memory. They hold what the lake holds, and go when they are closed.</summary>
public static class ScratchFile
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Makes an empty one in a folder, for its owner alone.</summary>
    /// <remarks>On Unix it has no name from the start, so that nothing is left behind even when the process is killed.</remarks>
    public static Stream Create(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "." + Path.GetRandomFileName() + ".scratch");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            BufferSize = BufferBytes,
            Options = FileOptions.DeleteOnClose,
        };
        if (OperatingSystem.IsWindows())
            return new FileStream(path, options);
        options.Options = FileOptions.None;
        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var stream = new FileStream(path, options);
        File.Delete(path);
        return stream;
    }
}
