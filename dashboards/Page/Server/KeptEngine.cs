using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using StudyLake.Analytics;

namespace StudyLake.Dashboards.Page.Server;

/// <summary>Runs a few queries at a time over rows that do not change, and keeps their answers by SQL and bound values.</summary>
/// <remarks>
/// Two requests for the same answer run its query once; it goes on as long as one of them waits. A failed or cancelled
/// query is not kept. For many threads.
/// </remarks>
internal sealed class KeptEngine(IQueryEngine engine, int parallel, int kept) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(parallel);
    private readonly ConcurrentDictionary<string, Answer> _answers = new(StringComparer.Ordinal);
    private long _clock;

    private sealed record Rows(ImmutableArray<QueryColumn> Columns, ImmutableArray<ImmutableArray<object?>> Values);

#pragma warning disable CA1001 // A source without a timer holds nothing, and who waits may still need it.
    private sealed class Answer(Func<CancellationToken, Task<Rows>> run)
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Lock _gate = new();
        private Task<Rows>? _task;
        private int _waiting;

        public long LastUsed { get; set; }

        public bool IsStarted => _task is not null;

        public bool IsBroken => _stop.IsCancellationRequested || _task is { IsFaulted: true } or { IsCanceled: true };

        public async Task<Rows> WaitAsync(CancellationToken cancellationToken)
        {
            Task<Rows> task;
            lock (_gate)
            {
                _waiting++;
                task = _task ??= run(_stop.Token);
            }
            try
            {
                return await task.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                var isLast = Interlocked.Decrement(ref _waiting) == 0;
                // Nobody waits for it any more: the browser has left.
                if (isLast && !task.IsCompleted)
                    await _stop.CancelAsync().ConfigureAwait(false);
            }
        }
    }

#pragma warning restore CA1001

    /// <summary>An engine for one visual, which remembers whether its answers were kept ones.</summary>
    public Session Open() => new(this);

    /// <summary>Waits until no query runs, and lets no other begin.</summary>
    public async Task DrainAsync()
    {
        for (var slot = 0; slot < parallel; slot++)
            await _slots.WaitAsync().ConfigureAwait(false);
    }

    /// <inheritdoc />
    public void Dispose() => _slots.Dispose();

    private async Task<(Rows Rows, bool WasKept)> AskAsync(
        string query,
        IReadOnlyList<object?> parameters,
        CancellationToken cancellationToken
    )
    {
        var key = Key(query, parameters);
        var answer = _answers.GetOrAdd(key, _ => new Answer(stop => RunAsync(query, parameters, stop)));
        answer.LastUsed = Interlocked.Increment(ref _clock);
        var wasKept = answer.IsStarted;
        try
        {
            var rows = await answer.WaitAsync(cancellationToken).ConfigureAwait(false);
            Trim();
            return (rows, wasKept);
        }
        catch (Exception exception) when (exception is QueryException or OperationCanceledException)
        {
            // Who leaves takes nothing from those who stay.
            if (answer.IsBroken)
                _answers.TryRemove(KeyValuePair.Create(key, answer));
            // Cancelled because everybody else had left, just before this request came: ask again.
            if (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested && wasKept)
                return await AskAsync(query, parameters, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<Rows> RunAsync(string query, IReadOnlyList<object?> parameters, CancellationToken stop)
    {
        await _slots.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            await using var result = await engine.QueryAsync(query, parameters, stop).ConfigureAwait(false);
            var rows = await result.ToArrayAsync(stop).ConfigureAwait(false);
            return new Rows(result.Columns, rows);
        }
        finally
        {
            _slots.Release();
        }
    }

    private void Trim()
    {
        if (_answers.Count <= kept)
            return;
        foreach (var old in _answers.OrderBy(pair => pair.Value.LastUsed).Take(_answers.Count - kept).ToList())
            _answers.TryRemove(old);
    }

    private static string Key(string query, IReadOnlyList<object?> parameters)
    {
        var key = new StringBuilder(query);
        foreach (var value in parameters)
            key.Append('\0')
                .Append(value?.GetType().Name)
                .Append(':')
                .Append(
                    value is DateTime time
                        ? time.ToString("O", CultureInfo.InvariantCulture)
                        : Convert.ToString(value, CultureInfo.InvariantCulture)
                );
        return key.ToString();
    }

    /// <summary>The engine as one visual sees it.</summary>
    internal sealed class Session(KeptEngine owner) : IQueryEngine
    {
        /// <summary>Whether every answer so far was a kept one.</summary>
        public bool WasKept { get; private set; } = true;

        /// <inheritdoc />
        public Task ExecuteAsync(string statement, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Expected a query, found a statement: the page only reads.");

        /// <inheritdoc />
        public async Task<QueryResult> QueryAsync(
            string query,
            IReadOnlyList<object?> parameters,
            CancellationToken cancellationToken
        )
        {
            var (rows, wasKept) = await owner.AskAsync(query, parameters, cancellationToken).ConfigureAwait(false);
            WasKept &= wasKept;
            return new QueryResult(rows.Columns, Stream(rows.Values), NoResource.Instance);
        }

        private static async IAsyncEnumerable<ImmutableArray<object?>> Stream(
            ImmutableArray<ImmutableArray<object?>> rows
        )
        {
            await Task.CompletedTask.ConfigureAwait(false);
            foreach (var row in rows)
                yield return row;
        }
    }

    private sealed class NoResource : IAsyncDisposable
    {
        public static readonly NoResource Instance = new();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
