using System.Globalization;
using StudyLake.Dashboards.Compiling;
using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Page.Contract;

namespace StudyLake.Dashboards.Page.Specs;

/// <summary>Values as text on the server: in narratives, titles and controls.</summary>
internal static class PlainText
{
    /// <summary>A value of a column, in its format.</summary>
    public static string Of(object? value, VisualColumn column)
    {
        var format = ValueFormats.Read(new JsonView(column.Format, JsonPath.Root));
        return value switch
        {
            null => format?.Nulls ?? "–",
            DateTime time => Date(time, column.Granularity),
            _ => Numbers.Of(value) is { } number ? Number(number, format) : Of(value),
        };
    }

    /// <summary>A value of a parameter.</summary>
    public static string Of(object? value) =>
        value switch
        {
            null => "",
            DateTime time => Date(time, time.TimeOfDay == TimeSpan.Zero ? "DAY" : null),
            bool flag => flag ? "Yes" : "No",
            double number => number.ToString("#,##0.############", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    private static string Date(DateTime time, string? grain) =>
        time.ToString(
            grain switch
            {
                "YEAR" => "yyyy",
                "MONTH" or "QUARTER" => "MMM yyyy",
                "DAY" or "WEEK" => "d MMM yyyy",
                _ => "d MMM yyyy HH:mm",
            },
            CultureInfo.InvariantCulture
        );

    private static string Number(double number, ValueFormat? format)
    {
        var percent = format?.Style == "percent";
        var places = format?.Decimals ?? (percent || number != Math.Floor(number) ? 2 : 0);
        var text = Math.Abs(percent ? number * 100 : number).ToString($"N{places}", CultureInfo.InvariantCulture);
        var sign = number < 0 && text.Any(c => c is >= '1' and <= '9') ? "\u2212" : "";
        var symbol = format?.Style == "currency" ? (format.Symbol == "USD" ? "$" : format.Symbol + " ") : "";
        return $"{sign}{format?.Prefix}{symbol}{text}{(percent ? "%" : "")}{format?.Suffix}";
    }
}
