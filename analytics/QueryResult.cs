using System.Collections.Immutable;

namespace StudyLake.Analytics;

/// <summary>The rows of one query, read once and forwards. Dispose it to end the query.</summary>
/// <param name="columns">The columns, in order.</param>
/// <param name="rows">The rows; a value is null or of the type that <see cref="QueryColumn.Type"/> says.</param>
/// <param name="resource">What holds the query open.</param>
public sealed class QueryResult(
    ImmutableArray<QueryColumn> columns,
    IAsyncEnumerable<ImmutableArray<object?>> rows,
    IAsyncDisposable resource
) : IAsyncDisposable
{
    /// <summary>The columns, in order.</summary>
    public ImmutableArray<QueryColumn> Columns => columns;

    /// <summary>The rows. Enumerating throws <see cref="QueryException"/> where the engine fails half-way.</summary>
    public IAsyncEnumerable<ImmutableArray<object?>> Rows => rows;

    /// <summary>Reads what is left into memory; for results known to be small.</summary>
    public async Task<ImmutableArray<ImmutableArray<object?>>> ToArrayAsync(CancellationToken cancellationToken)
    {
        var all = ImmutableArray.CreateBuilder<ImmutableArray<object?>>();
        await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
            all.Add(row);
        return all.ToImmutable();
    }

    /// <summary>A result of rows that are in memory already.</summary>
    public static QueryResult Of(ImmutableArray<QueryColumn> columns, IEnumerable<ImmutableArray<object?>> rows) =>
        new(columns, rows.ToAsyncEnumerable(), new Nothing());

    /// <inheritdoc />
    public ValueTask DisposeAsync() => resource.DisposeAsync();

    private sealed class Nothing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
