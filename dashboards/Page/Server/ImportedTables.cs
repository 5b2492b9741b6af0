using System.Collections.Concurrent;
using System.Collections.Immutable;
using StudyLake.Analytics;
using StudyLake.Analytics.Rendering;
using StudyLake.Dashboards.Compiling;

namespace StudyLake.Dashboards.Page.Server;

/// <summary>Makes the tables of imported data sets in one engine: each once, one at a time.</summary>
/// <remarks>
/// A second import at the same time would only take processors from the first. Whoever waits for a table comes before
/// what <see cref="Start"/> still has to make. An import that fails leaves its data set on its source, with the reason.
/// For many threads.
/// </remarks>
internal sealed class ImportedTables(IQueryEngine engine) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, Lazy<Task>> _made = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImportState> _states = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<Task> _running = [];
    private int _waiting;

    /// <summary>What became of an import; null before its turn.</summary>
    public ImportState? Of(DataSetImport import) => _states.GetValueOrDefault(import.Table);

    /// <summary>Makes the tables one after the other, without anybody waiting.</summary>
    public void Start(IEnumerable<DataSetImport> imports)
    {
        var list = imports.ToImmutableArray();
        _running.Add(Task.Run(() => InIdleTimeAsync(list)));
    }

    /// <summary>Waits until the table is made, or has failed to be.</summary>
    /// <exception cref="OperationCanceledException">Who waited has left, or the engine is closing.</exception>
    public async Task EnsureAsync(DataSetImport import, CancellationToken cancellationToken)
    {
        if (import.IsReady)
            return;
        Interlocked.Increment(ref _waiting);
        try
        {
            await MakeOnceAsync(import).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
        if (_states.TryGetValue(import.Table, out var state) && state.Failure is null)
            import.MarkReady();
    }

    /// <summary>Makes the tables one after the other.</summary>
    /// <exception cref="OperationCanceledException">Cancelled, or the engine is closing.</exception>
    public async Task AllAsync(IEnumerable<DataSetImport> imports, CancellationToken cancellationToken)
    {
        foreach (var import in imports)
            await EnsureAsync(import, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends what is being imported, and all waiting for it.</summary>
    public Task StopAsync() => _stop.CancelAsync();

    /// <summary>Waits until every import that has begun is over.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        foreach (var task in _running)
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var made in _made.Values)
            await made.Value.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _turn.Dispose();
        _stop.Dispose();
    }

    private async Task InIdleTimeAsync(ImmutableArray<DataSetImport> imports)
    {
        foreach (var import in imports)
        {
            // Somebody looks at a sheet: what it needs goes first.
            while (Volatile.Read(ref _waiting) > 0)
                await Task.Delay(20, _stop.Token).ConfigureAwait(false);
            await MakeOnceAsync(import).ConfigureAwait(false);
            if (_states.TryGetValue(import.Table, out var state) && state.Failure is null)
                import.MarkReady();
        }
    }

    private Task MakeOnceAsync(DataSetImport import) =>
        _made.GetOrAdd(import.Table, _ => new Lazy<Task>(() => MakeAsync(import))).Value;

    private async Task MakeAsync(DataSetImport import)
    {
        await _turn.WaitAsync(_stop.Token).ConfigureAwait(false);
        try
        {
            var started = TimeProvider.System.GetTimestamp();
            await engine.ExecuteAsync(import.Statement, _stop.Token).ConfigureAwait(false);
            await using var result = await engine
                .QueryAsync($"select count(*) as row_count from {import.Table}", [], _stop.Token)
                .ConfigureAwait(false);
            var rows = await result.ToArrayAsync(_stop.Token).ConfigureAwait(false);
            var elapsed = TimeProvider.System.GetElapsedTime(started);
            _states[import.Table] = new ImportState(rows is [[long count]] ? count : 0, elapsed, null);
        }
        catch (QueryException exception)
        {
            _states[import.Table] = new ImportState(0, TimeSpan.Zero, SafeText.Of(exception.Message));
        }
        finally
        {
            _turn.Release();
        }
    }
}

/// <summary>What became of an import.</summary>
/// <param name="Rows">Rows of the table.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Failure">Why there is no table; null when there is one.</param>
internal sealed record ImportState(long Rows, TimeSpan Elapsed, string? Failure);
