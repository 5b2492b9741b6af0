namespace StudyLake.Dashboards.Page.Server;

/// <summary>Rows that are open for readers, and closed when the last of them has gone.</summary>
/// <remarks>When a lake changes, its rows are opened anew beside the old ones, whose requests end undisturbed.</remarks>
internal sealed class OpenRows : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _users;
    private bool _isRetired;

    public OpenRows(PageRows rows, int parallel, int kept)
    {
        Rows = rows;
        Engine = new KeptEngine(rows.Engine, parallel, kept);
        Imports = new ImportedTables(rows.Engine);
    }

    /// <summary>The rows.</summary>
    public PageRows Rows { get; }

    /// <summary>Where a page's queries run.</summary>
    public KeptEngine Engine { get; }

    /// <summary>The tables of imported data sets.</summary>
    public ImportedTables Imports { get; }

    /// <summary>Takes part, until what is returned is disposed; null when the rows are being closed.</summary>
    public IDisposable? Enter()
    {
        lock (_gate)
        {
            if (_isRetired)
                return null;
            _users++;
            return new Part(this);
        }
    }

    /// <summary>Lets nobody in any more, waits for those who are there, and closes the rows.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isRetired = true;
            if (_users == 0)
                _left.TrySetResult();
        }
        await _left.Task.ConfigureAwait(false);
        await Imports.DisposeAsync().ConfigureAwait(false);
        await Engine.DrainAsync().ConfigureAwait(false);
        Engine.Dispose();
        await Rows.Close().ConfigureAwait(false);
    }

    private void Leave()
    {
        lock (_gate)
        {
            _users--;
            if (_isRetired && _users == 0)
                _left.TrySetResult();
        }
    }

    private sealed class Part(OpenRows rows) : IDisposable
    {
        private int _isDisposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
                rows.Leave();
        }
    }
}
