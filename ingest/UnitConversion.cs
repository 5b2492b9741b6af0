using System.Collections.Frozen;

namespace StudyLake.Ingest;

/// <summary>From the unit that a header states to the one unit of a column, by UCUM code. PS3.16 CID 82.</summary>
/// <remarks>
/// Dose reports are seen with other units than their template asks for, and with <c>Gym2</c> for <c>Gy.m2</c>: the dot
/// is left out of account, case is not, as UCUM tells units apart by it. A unit that is not listed is no unit.
/// </remarks>
internal static class UnitConversion
{
    private static readonly FrozenDictionary<string, Factor> ToMilligray = Table(
        ("Gy", 1_000, 1),
        ("dGy", 100, 1),
        ("cGy", 10, 1),
        ("mGy", 1, 1),
        ("uGy", 1, 1_000),
        ("nGy", 1, 1_000_000)
    );

    private static readonly FrozenDictionary<string, Factor> ToMilligrayCentimetre = Table(
        ("Gy.m", 100_000, 1),
        ("Gy.cm", 1_000, 1),
        ("cGy.cm", 10, 1),
        ("mGy.m", 100, 1),
        ("mGy.cm", 1, 1),
        ("uGy.m", 1, 10),
        ("uGy.cm", 1, 1_000)
    );

    private static readonly FrozenDictionary<string, Factor> ToGraySquareCentimetre = Table(
        ("Gy.m2", 10_000, 1),
        ("dGy.m2", 1_000, 1),
        ("cGy.m2", 100, 1),
        ("mGy.m2", 10, 1),
        ("uGy.m2", 1, 100),
        ("Gy.cm2", 1, 1),
        ("dGy.cm2", 1, 10),
        ("cGy.cm2", 1, 100),
        ("mGy.cm2", 1, 1_000),
        ("uGy.cm2", 1, 1_000_000)
    );

    private static readonly FrozenDictionary<string, Factor> ToSecond = Table(
        ("h", 3_600, 1),
        ("min", 60, 1),
        ("s", 1, 1),
        ("ms", 1, 1_000),
        ("us", 1, 1_000_000)
    );

    private static readonly FrozenDictionary<string, Factor> ToMegabecquerel = Table(
        ("GBq", 1_000, 1),
        ("MBq", 1, 1),
        ("kBq", 1, 1_000),
        ("Bq", 1, 1_000_000),
        ("Ci", 37_000, 1),
        ("mCi", 37, 1),
        ("uCi", 37, 1_000)
    );

    /// <summary>Absorbed dose to mGy; null when the unit is none of it.</summary>
    public static double? Dose(double value, string? unit) => Convert(ToMilligray, value, unit);

    /// <summary>Dose length product to mGy.cm; null when the unit is none of it.</summary>
    public static double? DoseLength(double value, string? unit) => Convert(ToMilligrayCentimetre, value, unit);

    /// <summary>Dose area product to Gy.cm2; null when the unit is none of it.</summary>
    public static double? DoseArea(double value, string? unit) => Convert(ToGraySquareCentimetre, value, unit);

    /// <summary>Time to seconds; null when the unit is none of it.</summary>
    public static double? Time(double value, string? unit) => Convert(ToSecond, value, unit);

    /// <summary>Activity to MBq; null when the unit is none of it.</summary>
    public static double? Activity(double value, string? unit) => Convert(ToMegabecquerel, value, unit);

    private static double? Convert(FrozenDictionary<string, Factor> table, double value, string? unit) =>
        unit is not null && table.TryGetValue(unit.Replace(".", "", StringComparison.Ordinal), out var factor)
            ? factor.Of(value)
            : null;

    private static FrozenDictionary<string, Factor> Table(params ReadOnlySpan<(string Unit, int Times, int Over)> rows)
    {
        var table = new Dictionary<string, Factor>(StringComparer.Ordinal);
        foreach (var (unit, times, over) in rows)
            table.Add(unit.Replace(".", "", StringComparison.Ordinal), new Factor(times, over));
        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>A ratio of whole numbers, taken in decimal: 0.014 dGy shall be 1.4 mGy, not 1.4000000000000001.</summary>
    private readonly record struct Factor(int Times, int Over)
    {
        // Beyond these sizes no dose is meant, and decimal has no room.
        public double Of(double value) =>
            Times == Over || Math.Abs(value) is 0 or < 1e-12 or > 1e18
                ? value * Times / Over
                : (double)((decimal)value * Times / Over);
    }
}
