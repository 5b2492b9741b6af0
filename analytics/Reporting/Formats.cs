using StudyLake.Analytics.Rendering;

namespace StudyLake.Analytics.Reporting;

/// <summary>The formats of columns by the names that layouts use.</summary>
internal static class Formats
{
    /// <summary>The first day of a period, shown as the period's name.</summary>
    public const string Period = "period";

    /// <summary>The format of that name; null for none and for <see cref="Period"/>.</summary>
    public static ColumnFormat? Of(string? name) =>
        Enum.GetValues<ColumnFormat>().Cast<ColumnFormat?>().FirstOrDefault(format => Name(format) == name);

    /// <summary>Every name.</summary>
    public static IEnumerable<string> Names =>
        Enum.GetValues<ColumnFormat>().Select(format => Name(format)).Append(Period);

    /// <summary>What numbers count, for the public form.</summary>
    public static Measure Measure(bool? isPeople) =>
        isPeople switch
        {
            true => Rendering.Measure.People,
            false => Rendering.Measure.Other,
            null => Rendering.Measure.Unstated,
        };

    private static string Name(ColumnFormat? format) => format?.ToString().ToLowerInvariant() ?? "";
}
