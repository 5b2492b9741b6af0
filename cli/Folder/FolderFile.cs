namespace StudyLake.Cli.Folder;

/// <summary>A file that a walk saw.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Key">Its path below the root with forward slashes: the object's key, treated as patient data.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="ModifiedTicks">Its modification time, in ticks of UTC.</param>
internal readonly record struct FolderFile(string Path, string Key, long Bytes, long ModifiedTicks)
{
    /// <summary>What a file is now.</summary>
    /// <exception cref="FileNotFoundException">It is gone.</exception>
    public static FolderFile Stat(string root, string path)
    {
        var info = new FileInfo(path);
        // A link's own size and time say nothing of what it leads to.
        var target = info.LinkTarget is null
            ? info
            : info.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? info;
        if (!target.Exists)
            throw new FileNotFoundException("Expected a file, found none.");
        return new FolderFile(
            path,
            KeyOf(root, path),
            target.Length,
            Ticks(target, static file => file.LastWriteTimeUtc)
        );
    }

    /// <summary>A modification time in ticks; one that no calendar holds, as a damaged disk may give, counts as 1970.</summary>
    public static long Ticks<T>(T source, Func<T, DateTime> time)
    {
        try
        {
            return time(source).Ticks;
        }
        catch (ArgumentOutOfRangeException)
        {
            return DateTime.UnixEpoch.Ticks;
        }
    }

    /// <summary>The key of a path below a root.</summary>
    public static string KeyOf(string root, string path) =>
        System.IO.Path.GetRelativePath(root, path).Replace(System.IO.Path.DirectorySeparatorChar, '/');
}
