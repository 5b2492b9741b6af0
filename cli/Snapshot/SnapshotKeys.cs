using StudyLake.Cli.DuckDb;

namespace StudyLake.Cli.Snapshot;

/// <summary>Finds the keys of a list by what its rows of one key have together, a range of keys at a time.</summary>
/// <remarks>Keys are hashes, spread evenly, and lists are sorted by them: so a range reads its own part of the list, and memory follows the range.</remarks>
/// <param name="engine">Where.</param>
/// <param name="rowsPerTurn">About how many rows of the list to take at a time.</param>
internal sealed class SnapshotKeys(DuckDbEngine engine, long rowsPerTurn)
{
    /// <summary>Makes a table of the keys of which a condition is true.</summary>
    /// <param name="table">The table to make, with the key as its only column.</param>
    /// <param name="list">The list, or a query in parentheses.</param>
    /// <param name="key">The key's column.</param>
    /// <param name="bits">Bits of the key.</param>
    /// <param name="condition">What is asked of the rows of one key, such as <c>count(*) > 1</c>.</param>
    /// <param name="rows">About how many rows the list has.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task FindAsync(
        string table,
        string list,
        string key,
        int bits,
        string condition,
        long rows,
        CancellationToken cancellationToken
    )
    {
        await engine.ExecuteAsync(
            $"create or replace table {table} as select {key} from {list} as list where false",
            cancellationToken
        );
        foreach (var range in KeyRange.Of(bits, rows, rowsPerTurn))
        {
            await engine.ExecuteAsync(
                $"""
                insert into {table}
                select {key} from {list} as list
                where {range.Contains(key)}
                group by {key}
                having {condition}
                """,
                cancellationToken
            );
        }
    }
}
