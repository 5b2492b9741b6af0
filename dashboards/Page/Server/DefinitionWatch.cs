namespace StudyLake.Dashboards.Page.Server;

/// <summary>Tells when a file of a definition changed, once for a burst of changes.</summary>
/// <remarks>
/// The system's watch ends with the folder it watches. Whether the folder is still the same one is looked up each
/// second, and a folder that was made again is watched anew.
/// </remarks>
internal sealed class DefinitionWatch : IDisposable
{
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly string _filter;
    private readonly ITimer _settled;
    private readonly ITimer _look;
    private FileSystemWatcher? _watcher;
    private DateTime? _madeAt;
    private bool _isDisposed;

    /// <summary>Watches a file, or a folder with all below it.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="onChange">Called on another thread.</param>
    public DefinitionWatch(string path, Action onChange)
    {
        var full = Path.GetFullPath(path);
        var isFile = File.Exists(full);
        // A file's folder is watched, for editors replace a file instead of writing to it.
        _folder = isFile ? Path.GetDirectoryName(full) ?? full : full;
        _filter = isFile ? Path.GetFileName(full) : "*.json";
        _settled = TimeProvider.System.CreateTimer(
            _ => onChange(),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        _madeAt = MadeAt();
        _watcher = Watch(!isFile);
        _look = TimeProvider.System.CreateTimer(_ => LookAgain(!isFile), null, Look, Look);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _look.Dispose();
            _watcher?.Dispose();
            _settled.Dispose();
        }
    }

    private FileSystemWatcher Watch(bool isFolder)
    {
        var watcher = new FileSystemWatcher(_folder, _filter) { IncludeSubdirectories = isFolder };
        watcher.Changed += (_, _) => Restart();
        watcher.Created += (_, _) => Restart();
        watcher.Deleted += (_, _) => Restart();
        watcher.Renamed += (_, _) => Restart();
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    private void LookAgain(bool isFolder)
    {
        lock (_gate)
        {
            var madeAt = MadeAt();
            if (_isDisposed || madeAt == _madeAt)
                return;
            _madeAt = madeAt;
            _watcher?.Dispose();
            _watcher = null;
            try
            {
                if (madeAt is not null)
                    _watcher = Watch(isFolder);
            }
            catch (Exception exception) when (exception is ArgumentException or IOException)
            {
                // Gone again before it could be watched: the next look finds out.
                _madeAt = null;
            }
            Restart();
        }
    }

    // Null while there is no folder. The time a folder was made tells it from one that took its place.
    private DateTime? MadeAt() => Directory.Exists(_folder) ? Directory.GetCreationTimeUtc(_folder) : null;

    private void Restart() => _settled.Change(Settle, Timeout.InfiniteTimeSpan);
}
