namespace StudyLake.Analytics;

/// <summary>The query engine at the edge: DuckDB on one machine, Athena on AWS. Both run the same SQL text.</summary>
/// <remarks>
/// The engine offers the tables of the lake as views named <c>raw_&lt;table&gt;</c> (<see cref="RawTables"/>). A
/// statement that the engine refuses or cannot finish throws <see cref="QueryException"/> with the engine's own
/// message; nothing is retried here: throttling and lost connections are the engine's to retry, before it gives up.
/// Every statement may run twice.
/// </remarks>
public interface IQueryEngine
{
    /// <summary>Runs one of our own statements that returns no rows, such as <c>create or replace view</c>.</summary>
    /// <exception cref="QueryException">The engine refused or failed it.</exception>
    Task ExecuteAsync(string statement, CancellationToken cancellationToken);

    /// <summary>Runs one query, which may come from a user, and streams its rows.</summary>
    /// <param name="query">One <c>select</c>, with <c>?</c> for each parameter.</param>
    /// <param name="parameters">Text, whole numbers, doubles, booleans, <see cref="DateOnly"/> or null, in order.</param>
    /// <param name="cancellationToken">Interrupts the query.</param>
    /// <exception cref="QueryException">Not one <c>select</c>, or the engine refused or failed it.</exception>
    Task<QueryResult> QueryAsync(string query, IReadOnlyList<object?> parameters, CancellationToken cancellationToken);
}
