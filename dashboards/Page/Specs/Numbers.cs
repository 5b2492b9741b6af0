using System.Globalization;

namespace StudyLake.Dashboards.Page.Specs;

/// <summary>Numbers among the values of a result.</summary>
internal static class Numbers
{
    /// <summary>The number, or null for what is none.</summary>
    public static double? Of(object? value) =>
        value is double or long or int or decimal or float
            ? Convert.ToDouble(value, CultureInfo.InvariantCulture)
            : null;
}
