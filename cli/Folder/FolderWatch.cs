namespace StudyLake.Cli.Folder;

/// <summary>
/// Runs a pass whenever something changed under a folder, and now and then without cause, for a notification can be lost
/// and a network share may send none.
/// </summary>
internal sealed class FolderWatch(string root, TimeProvider time)
{
    // A file that is being copied raises a notification for each block; two quiet seconds say that it is whole.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Unprompted = TimeSpan.FromMinutes(5);

    // Walking costs at most a fifth of the time, however large the folder.
    private const int RestPerPass = 4;

    private long _lastChange;
    private int _isDirty;

    /// <summary>Runs passes until cancelled.</summary>
    public async Task RunAsync(Func<Task> pass, CancellationToken cancellationToken)
    {
        using var watcher = new FileSystemWatcher(root)
        {
            IncludeSubdirectories = true,
            NotifyFilter =
                NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
        };
        watcher.Created += (_, _) => Changed();
        watcher.Changed += (_, _) => Changed();
        watcher.Deleted += (_, _) => Changed();
        watcher.Renamed += (_, _) => Changed();
        // Too many at once for the system's buffer: which ones is unknown, that there were some is not.
        watcher.Error += (_, _) => Changed();
        watcher.EnableRaisingEvents = true;
        try
        {
            // What changed between the first pass and the watch raised nothing.
            Changed();
            while (true)
            {
                await WaitAsync(cancellationToken);
                Interlocked.Exchange(ref _isDirty, 0);
                var started = time.GetTimestamp();
                await pass();
                await Task.Delay(time.GetElapsedTime(started) * RestPerPass, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested) { }
    }

    private void Changed()
    {
        Interlocked.Exchange(ref _lastChange, time.GetTimestamp());
        Interlocked.Exchange(ref _isDirty, 1);
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < Unprompted)
        {
            if (_isDirty == 1 && time.GetElapsedTime(Interlocked.Read(ref _lastChange)) >= Quiet)
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(250), time, cancellationToken);
        }
    }
}
