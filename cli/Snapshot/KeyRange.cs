using System.Globalization;

namespace StudyLake.Cli.Snapshot;

/// <summary>A part of the keys of a list: those from one number up to another.</summary>
/// <remarks>Keys are hashes, spread evenly, so that ranges of equal width have about as many rows each.</remarks>
/// <param name="First">The least key in it.</param>
/// <param name="End">The least key above it.</param>
internal readonly record struct KeyRange(ulong First, ulong End)
{
    /// <summary>Ranges that together have every key, in order; at least one.</summary>
    /// <param name="bits">Bits of the key, up to 62.</param>
    /// <param name="rows">About how many rows the list has.</param>
    /// <param name="rowsPerRange">About how many a range is to have, from 1.</param>
    public static IEnumerable<KeyRange> Of(int bits, long rows, long rowsPerRange)
    {
        var ranges = (ulong)Math.Max(1, (rows + rowsPerRange - 1) / rowsPerRange);
        var width = ((1UL << bits) + ranges - 1) / ranges;
        for (var range = 0UL; range < ranges; range++)
            yield return new KeyRange(range * width, (range + 1) * width);
    }

    /// <summary>The condition that a column is in it, as SQL.</summary>
    public string Contains(string column) =>
        string.Create(CultureInfo.InvariantCulture, $"{column} >= {First}::ubigint and {column} < {End}::ubigint");
}
