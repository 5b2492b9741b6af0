namespace StudyLake.Dashboards.Page.Server;

/// <summary>Tells when a file of a definition changed, once for a burst of changes.</summary>
internal sealed class DefinitionWatch : IDisposable
{
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(150);

    private readonly FileSystemWatcher _watcher;
    private readonly ITimer _timer;

    /// <summary>Watches a file, or a folder with all below it.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="onChange">Called on another thread.</param>
    public DefinitionWatch(string path, Action onChange)
    {
        var full = Path.GetFullPath(path);
        var isFile = File.Exists(full);
        var folder = isFile ? Path.GetDirectoryName(full) ?? full : full;
        _timer = TimeProvider.System.CreateTimer(
            _ => onChange(),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        // A file's folder is watched, for editors replace a file instead of writing to it.
        _watcher = new FileSystemWatcher(folder, isFile ? Path.GetFileName(full) : "*.json")
        {
            IncludeSubdirectories = !isFile,
        };
        _watcher.Changed += (_, _) => Restart();
        _watcher.Created += (_, _) => Restart();
        _watcher.Deleted += (_, _) => Restart();
        _watcher.Renamed += (_, _) => Restart();
        _watcher.EnableRaisingEvents = true;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _watcher.Dispose();
        _timer.Dispose();
    }

    private void Restart() => _timer.Change(Settle, Timeout.InfiniteTimeSpan);
}
