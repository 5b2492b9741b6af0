namespace StudyLake.Cli;

/// <summary>Questions about paths of this machine.</summary>
internal static class Paths
{
    private static readonly StringComparison Comparison = OperatingSystem.IsLinux()
        ? StringComparison.Ordinal
        : StringComparison.OrdinalIgnoreCase;

    /// <summary>Whether a path is a folder itself or lies anywhere below it, links resolved.</summary>
    public static bool IsInside(string path, string folder)
    {
        var inner = Resolve(path);
        var outer = Resolve(folder);
        return inner.Equals(outer, Comparison)
            || inner.StartsWith(outer.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, Comparison);
    }

    /// <summary>The full path with the links of its existing part resolved, without a separator at its end.</summary>
    public static string Resolve(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var parent = Path.GetDirectoryName(full);
        if (parent is null)
            return full;
        FileSystemInfo info = Directory.Exists(full) ? new DirectoryInfo(full) : new FileInfo(full);
        var target = info.Exists ? info.ResolveLinkTarget(returnFinalTarget: true) : null;
        return target is null
            ? Path.Combine(Resolve(parent), Path.GetFileName(full))
            : Path.TrimEndingDirectorySeparator(target.FullName);
    }
}
