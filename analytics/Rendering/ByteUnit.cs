namespace StudyLake.Analytics.Rendering;

/// <summary>A decimal unit of size.</summary>
/// <param name="Symbol">Its symbol: GB.</param>
/// <param name="Bytes">Bytes in one.</param>
public sealed record ByteUnit(string Symbol, double Bytes)
{
    private static readonly ByteUnit[] All =
    [
        new("PB", 1e15),
        new("TB", 1e12),
        new("GB", 1e9),
        new("MB", 1e6),
        new("kB", 1e3),
        new("B", 1),
    ];

    /// <summary>The largest unit in which the largest of the sizes is 1 or more.</summary>
    public static ByteUnit For(IEnumerable<double> sizes)
    {
        var largest = sizes.Select(Math.Abs).DefaultIfEmpty(0).Max();
        return Array.Find(All, unit => largest >= unit.Bytes) ?? All[^1];
    }
}
