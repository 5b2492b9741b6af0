namespace StudyLake.Analytics.Reporting;

/// <summary>Runs one query of a report over an open lake, with every view that it reads in place.</summary>
/// <param name="sql">One <c>select</c>, with <c>?</c> for each parameter.</param>
/// <param name="parameters">The parameters, in order.</param>
/// <param name="cancellationToken">Interrupts the query.</param>
/// <remarks>
/// Throws <see cref="QueryException"/> for what the engine refused or could not finish; the report then names the part
/// as failed and goes on. Nothing is retried.
/// </remarks>
public delegate Task<QueryResult> ReportQuery(
    string sql,
    IReadOnlyList<object?> parameters,
    CancellationToken cancellationToken
);
