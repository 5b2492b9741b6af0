using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Analytics;
using StudyLake.Aws.Athena;

namespace StudyLake.Aws.Snapshot;

/// <summary>Makes tables of a build on Athena.</summary>
/// <remarks>
/// A statement that failed half-way fails its build, and the next one uses another folder, for <c>UNLOAD</c> refuses one
/// that is not empty. Several statements may run at a time.
/// </remarks>
internal sealed class SnapshotTables(IQueryEngine engine, string bucket, CancellationToken enough)
{
    /// <summary>What the name of each table of a build begins with.</summary>
    public const string Prefix = "snapshot_";

    private int _statements;

    /// <summary>Statements run so far.</summary>
    public int Statements => _statements;

    /// <summary>Makes a table of one query.</summary>
    public async Task MakeAsync(
        string run,
        string table,
        string query,
        params ImmutableArray<(string Name, string Type)> columns
    )
    {
        await UnloadAsync(run, table, null, query).ConfigureAwait(false);
        await NameAsync(run, table, columns).ConfigureAwait(false);
    }

    /// <summary>Writes the rows of a query as a part of a table.</summary>
    public Task UnloadAsync(string run, string table, int? part, string query)
    {
        var folder = part is { } number
            ? string.Create(CultureInfo.InvariantCulture, $"{Place(run, table)}{number:D2}/")
            : $"{Place(run, table)}all/";
        return ExecuteAsync(AthenaTables.Unload(query, folder));
    }

    /// <summary>Makes the table over all of its parts.</summary>
    public Task NameAsync(string run, string table, ImmutableArray<(string Name, string Type)> columns) =>
        ExecuteAsync(AthenaTables.External(SnapshotSql.TableOf(run, table), columns, Place(run, table)));

    /// <summary>The text of a query of one row and column; null when it is null.</summary>
    public async Task<string?> ValueAsync(string query) =>
        await ValuesAsync(query).ConfigureAwait(false) is [var value]
            ? value as string
            : throw new QueryException("Expected one row, found another number.");

    /// <summary>The values of a query of one column.</summary>
    public async Task<ImmutableArray<object?>> ValuesAsync(string query)
    {
        enough.ThrowIfCancellationRequested();
        Interlocked.Increment(ref _statements);
        var result = await engine.QueryAsync(query, [], CancellationToken.None).WaitAsync(enough).ConfigureAwait(false);
        await using var _ = result.ConfigureAwait(false);
        return [.. (await result.ToArrayAsync(enough).ConfigureAwait(false)).Select(row => row[0])];
    }

    /// <summary>Runs a statement; when time is up it goes on in Athena, and the next invocation waits for it.</summary>
    public async Task ExecuteAsync(string statement)
    {
        enough.ThrowIfCancellationRequested();
        Interlocked.Increment(ref _statements);
        await engine.ExecuteAsync(statement, CancellationToken.None).WaitAsync(enough).ConfigureAwait(false);
    }

    /// <summary>The names of the tables of all builds.</summary>
    public static async Task<ImmutableArray<string>> NamesAsync(
        IQueryEngine engine,
        string database,
        CancellationToken cancellationToken
    )
    {
        var result = await engine
            .QueryAsync(
                $"select table_name from information_schema.tables where table_schema = {SqlTypes.Literal(database)} and table_name like '{Prefix}%'",
                [],
                cancellationToken
            )
            .ConfigureAwait(false);
        await using var _ = result.ConfigureAwait(false);
        return
        [
            .. (await result.ToArrayAsync(cancellationToken).ConfigureAwait(false))
                .Select(row => row[0])
                .OfType<string>(),
        ];
    }

    private string Place(string run, string table) => $"s3://{bucket}/{SnapshotManifest.Folder}/{run}/{table}/";
}
