using System.Globalization;
using StudyLake.Cli.Query;

namespace StudyLake.Cli.Snapshot;

/// <summary>Compares a model as two sessions see it, row by row.</summary>
internal static class SnapshotComparison
{
    /// <summary>Counts the rows, and those that only one of the two sessions has.</summary>
    /// <remarks>Rows are compared by a digest of all their values, so memory follows their number, not their width.</remarks>
    public static async Task<(long Rows, long Differing)> CompareAsync(
        LakeSession one,
        LakeSession other,
        string model,
        CancellationToken cancellationToken
    )
    {
        var counts = new Dictionary<UInt128, int>();
        var rows = 0L;
        await foreach (var digest in DigestsAsync(one, model, cancellationToken))
        {
            counts[digest] = counts.GetValueOrDefault(digest) + 1;
            rows++;
        }
        await foreach (var digest in DigestsAsync(other, model, cancellationToken))
            counts[digest] = counts.GetValueOrDefault(digest) - 1;
        return (rows, counts.Values.Sum(count => (long)Math.Abs(count)));
    }

    private static async IAsyncEnumerable<UInt128> DigestsAsync(
        LakeSession session,
        string model,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var columns = session.Catalog[model].Description.Columns.Select(column => column.Name);
        await using var result = await session.QueryAsync(
            $"select md5(cast(row({string.Join(", ", columns)}) as varchar)) as digest from {model}",
            [],
            cancellationToken
        );
        await foreach (var row in result.Rows.WithCancellation(cancellationToken))
            yield return UInt128.Parse((string)(row[0] ?? "0"), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
