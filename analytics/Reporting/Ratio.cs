namespace StudyLake.Analytics.Reporting;

/// <summary>Quotients that are null instead of infinite, rounded so that every machine writes the same digits.</summary>
internal static class Ratio
{
    /// <summary>The relative change, 0.05 for 5 % more; null when the earlier value is not known or 0.</summary>
    public static double? Change(double? now, double? before) =>
        now is { } value && before is { } earlier && earlier != 0
            ? Math.Round((value - earlier) / Math.Abs(earlier), 6)
            : null;

    /// <summary>One number of another, from 0 to 1 where it is a part of it; null of nothing.</summary>
    public static double? Of(double part, double whole) => whole == 0 ? null : Math.Round(part / whole, 6);
}
