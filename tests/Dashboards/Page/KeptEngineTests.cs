using System.Collections.Immutable;
using StudyLake.Analytics;
using StudyLake.Dashboards.Page.Server;
using StudyLake.Events;

namespace StudyLake.Tests.Dashboards.Page;

public sealed class KeptEngineTests
{
    [Fact]
    public async Task An_answer_is_computed_once_for_all_who_ask_and_kept()
    {
        using var slow = new SlowEngine();
        using var kept = new KeptEngine(slow, parallel: 2, kept: 10);
        var first = AskAsync(kept.Open(), "select 1", 7L);
        var second = AskAsync(kept.Open(), "select 1", 7L);
        slow.Release(2);
        Assert.Equal([7L, 7L], [await first, await second]);
        var session = kept.Open();
        Assert.Equal(7L, await AskAsync(session, "select 1", 7L));
        Assert.True(session.WasKept);
        Assert.Equal(1, slow.Asked);
    }

    [Fact]
    public async Task Other_values_are_other_questions_also_when_they_only_differ_in_type()
    {
        using var slow = new SlowEngine();
        slow.Release(10);
        using var kept = new KeptEngine(slow, parallel: 2, kept: 10);
        await AskAsync(kept.Open(), "select ?", 1L);
        await AskAsync(kept.Open(), "select ?", 1.0);
        await AskAsync(kept.Open(), "select ?", "1");
        Assert.Equal(3, slow.Asked);
    }

    [Fact]
    public async Task No_more_queries_run_at_a_time_than_allowed()
    {
        using var slow = new SlowEngine();
        using var kept = new KeptEngine(slow, parallel: 2, kept: 10);
        var asked = Enumerable.Range(0, 6).Select(i => AskAsync(kept.Open(), $"select {i}", (long)i)).ToList();
        slow.Release(6);
        await Task.WhenAll(asked);
        Assert.Equal(6, slow.Asked);
        Assert.InRange(slow.MostAtATime, 1, 2);
    }

    [Fact]
    public async Task A_query_is_cancelled_when_the_last_who_waits_leaves_and_asked_anew_later()
    {
        using var slow = new SlowEngine();
        using var kept = new KeptEngine(slow, parallel: 1, kept: 10);
        using var one = new CancellationTokenSource();
        using var other = new CancellationTokenSource();
        var first = AskAsync(kept.Open(), "select 1", 1L, one.Token);
        var second = AskAsync(kept.Open(), "select 1", 1L, other.Token);
        await slow.Started;
        await one.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(0, slow.Cancelled);
        await other.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        // Who waits leaves at once, the engine hears of it a moment later: let earlier, it would answer nobody.
        await slow.Stopped;
        slow.Release(1);
        Assert.Equal(1L, await AskAsync(kept.Open(), "select 1", 1L));
        Assert.Equal(1, slow.Cancelled);
    }

    [Fact]
    public async Task A_failure_is_not_kept()
    {
        using var slow = new SlowEngine { Failures = 1 };
        slow.Release(2);
        using var kept = new KeptEngine(slow, parallel: 1, kept: 10);
        await Assert.ThrowsAsync<QueryException>(() => AskAsync(kept.Open(), "select 1", 1L));
        Assert.Equal(1L, await AskAsync(kept.Open(), "select 1", 1L));
    }

    private static async Task<object?> AskAsync(
        KeptEngine.Session session,
        string sql,
        object value,
        CancellationToken cancellationToken = default
    )
    {
        await using var result = await session.QueryAsync(sql, [value], cancellationToken);
        return (await result.ToArrayAsync(cancellationToken))[0][0];
    }

    /// <summary>Answers with the bound value, when it is let.</summary>
    private sealed class SlowEngine : IQueryEngine, IDisposable
    {
        private readonly SemaphoreSlim _gate = new(0);
        private readonly TaskCompletionSource _started = new();
        private readonly TaskCompletionSource _stopped = new();
        private int _now;
        private int _asked;
        private int _cancelled;

        public int Asked => _asked;

        public int Cancelled => _cancelled;

        public int MostAtATime { get; private set; }

        public int Failures { get; set; }

        public Task Started => _started.Task;

        public Task Stopped => _stopped.Task;

        public void Dispose() => _gate.Dispose();

        public void Release(int count) => _gate.Release(count);

        public Task ExecuteAsync(string statement, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public async Task<QueryResult> QueryAsync(
            string query,
            IReadOnlyList<object?> parameters,
            CancellationToken cancellationToken
        )
        {
            Interlocked.Increment(ref _asked);
            MostAtATime = Math.Max(MostAtATime, Interlocked.Increment(ref _now));
            _started.TrySetResult();
            try
            {
                await _gate.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref _cancelled);
                _stopped.TrySetResult();
                throw;
            }
            finally
            {
                Interlocked.Decrement(ref _now);
            }
            if (Failures-- > 0)
                throw new QueryException("Expected to fail, did.");
            return new QueryResult([new QueryColumn("x", ColumnType.Bigint)], Rows(parameters), new Nothing());
        }

        private static async IAsyncEnumerable<ImmutableArray<object?>> Rows(IReadOnlyList<object?> parameters)
        {
            await Task.Yield();
            yield return [.. parameters];
        }
    }

    private sealed class Nothing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
