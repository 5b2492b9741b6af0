using StudyLake.Analytics;

namespace StudyLake.Tests.Aws.Snapshot;

/// <summary>The process has ended, by a machine that failed or a deadline.</summary>
internal sealed class ProcessDiedException : Exception;

/// <summary>An engine in a process that ends at one of its statements.</summary>
internal sealed class DyingEngine(IQueryEngine engine, Func<bool> isLast, bool isSent, Exception? failure = null)
    : IQueryEngine
{
    public async Task ExecuteAsync(string statement, CancellationToken cancellationToken)
    {
        var dies = isLast();
        if (!dies || isSent)
            await engine.ExecuteAsync(statement, cancellationToken);
        if (dies)
            throw failure ?? new ProcessDiedException();
    }

    public async Task<QueryResult> QueryAsync(
        string query,
        IReadOnlyList<object?> parameters,
        CancellationToken cancellationToken
    )
    {
        var dies = isLast();
        if (dies && !isSent)
            throw failure ?? new ProcessDiedException();
        var result = await engine.QueryAsync(query, parameters, cancellationToken);
        if (!dies)
            return result;
        await result.DisposeAsync();
        throw failure ?? new ProcessDiedException();
    }
}
