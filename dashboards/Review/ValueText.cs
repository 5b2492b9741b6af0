using System.Globalization;
using System.Text.RegularExpressions;
using StudyLake.Analytics.Rendering;
using StudyLake.Dashboards.Page.Contract;
using StudyLake.Dashboards.Page.Specs;

namespace StudyLake.Dashboards.Review;

/// <summary>Values as the preview page writes them (<c>client/format.js</c>), so that a report and the page agree.</summary>
internal static partial class ValueText
{
    private const int MostShown = 400;
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>Any value of a column; a missing one is said, not left out.</summary>
    /// <param name="value">As <see cref="TileColumns.Row"/> gives it.</param>
    /// <param name="column">The column.</param>
    /// <param name="isShort">For axes and labels, where every digit costs room.</param>
    public static string Of(object? value, TileColumn column, bool isShort = false) =>
        value switch
        {
            null => column.Format?.Nulls is { } nulls ? Clean(nulls)
            : IsNumber(column) ? "–"
            : "(none)",
            "" => "(empty)",
            TileColumns.Other => "Other",
            string date when column.Type is "date" or "datetime" => Date(date, column, isShort),
            bool flag => flag ? "Yes" : "No",
            _ when IsNumber(column) && Numbers.Of(value) is { } number => Number(number, column.Format, isShort),
            _ => Clean(Convert.ToString(value, Culture) ?? ""),
        };

    /// <summary>Whether a column holds numbers.</summary>
    public static bool IsNumber(TileColumn column) => column.Type is "number" or "integer";

    /// <summary>A number in a format.</summary>
    public static string Number(double value, ValueFormat? format, bool isShort = false)
    {
        var isPercent = format?.Style == "percent";
        var scaled = isPercent ? value * 100 : value;
        var isAuto = format?.Scale == "AUTO" || (isShort && format?.Scale is null or "NONE");
        var (by, letter) = Scale(isAuto ? Auto(Math.Abs(scaled)) : format?.Scale);
        scaled /= by;
        var size = Math.Abs(scaled);
        var fitting =
            scaled == Math.Floor(scaled) ? 0
            : size >= 100 ? (isShort ? 0 : 1)
            : size >= 10 ? 1
            : size >= 0.1 ? 2
            : 4;
        var least = isShort ? 0 : format?.Decimals ?? 0;
        var text = Digits(size, least, Math.Max(format?.Decimals ?? fitting, least), format?.Grouping != false);
        if (format?.GroupSymbol is not null || format?.DecimalSymbol is not null)
            text = string.Concat(
                text.Select(c =>
                    c == ',' ? format.GroupSymbol ?? ","
                    : c == '.' ? format.DecimalSymbol ?? "."
                    : c.ToString()
                )
            );
        var symbol = format?.Style == "currency" ? Symbol(format.Symbol) : "";
        text = Clean($"{format?.Prefix}{symbol}{text}{letter}{(isPercent ? "%" : "")}{format?.Suffix}");
        if (scaled >= 0 || Nothing().IsMatch(text))
            return text;
        return format?.Negative == "POSITIVE" ? $"({text})" : "\u2212" + text;
    }

    /// <summary>Text from outside in one line, without characters that turn its direction.</summary>
    public static string Clean(string text) => SafeText.UpTo(MostShown, text);

    private static string Digits(double size, int least, int most, bool isGrouped)
    {
        // By the shortest decimal of the double, half away from zero, as browsers do it.
        var text =
            size < 1e15
                ? decimal.Round(
                        decimal.Parse(size.ToString("R", Culture), NumberStyles.Float, Culture),
                        most,
                        MidpointRounding.AwayFromZero
                    )
                    .ToString((isGrouped ? "N" : "F") + most.ToString(Culture), Culture)
                : size.ToString((isGrouped ? "N" : "F") + most.ToString(Culture), Culture);
        if (most == least)
            return text;
        var end = text.Length;
        var shortest = text.Length - (most - least);
        while (end > shortest && text[end - 1] == '0')
            end--;
        return text[..end].TrimEnd('.');
    }

    private static string? Auto(double size) =>
        size >= 1e12 ? "TRILLIONS"
        : size >= 1e9 ? "BILLIONS"
        : size >= 1e6 ? "MILLIONS"
        : size >= 1e4 ? "THOUSANDS"
        : null;

    private static (double By, string Letter) Scale(string? name) =>
        name switch
        {
            "THOUSANDS" => (1e3, "K"),
            "MILLIONS" => (1e6, "M"),
            "BILLIONS" => (1e9, "B"),
            "TRILLIONS" => (1e12, "T"),
            _ => (1, ""),
        };

    private static string Symbol(string? currency) =>
        currency switch
        {
            null => "",
            "USD" => "$",
            "EUR" => "€",
            "GBP" => "£",
            "JPY" => "¥",
            "INR" => "₹",
            "AUD" => "A$",
            "CAD" => "C$",
            _ => currency + " ",
        };

    private static string Date(string text, TileColumn column, bool isShort)
    {
        if (
            !DateTime.TryParse(
                text,
                Culture,
                DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
                out var time
            )
        )
            return Clean(text);
        var grain = column.Grain ?? (column.Type == "date" ? "DAY" : "SECOND");
        var pattern = column.Format?.Pattern ?? (isShort ? ShortPattern(grain) : null) ?? Pattern(grain);
        return Clean(
            Token().Replace(pattern, found => found.Groups[1].Success ? found.Groups[1].Value : Part(found.Value, time))
        );
    }

    private static string Pattern(string grain) =>
        grain switch
        {
            "YEAR" => "YYYY",
            "QUARTER" => "[Q]Q YYYY",
            "MONTH" => "MMM YYYY",
            "HOUR" or "MINUTE" => "D MMM YYYY HH:mm",
            "SECOND" => "D MMM YYYY HH:mm:ss",
            "MILLISECOND" => "D MMM YYYY HH:mm:ss.SSS",
            _ => "D MMM YYYY",
        };

    private static string? ShortPattern(string grain) =>
        grain switch
        {
            "WEEK" or "DAY" => "D MMM",
            "HOUR" => "D MMM HH:mm",
            "MINUTE" => "HH:mm",
            _ => null,
        };

    private static string Part(string token, DateTime time) =>
        token switch
        {
            "YYYY" => time.Year.ToString(Culture),
            "YY" => time.ToString("yy", Culture),
            "MMMM" => time.ToString("MMMM", Culture),
            "MMM" => time.ToString("MMM", Culture),
            "MM" => time.ToString("MM", Culture),
            "M" => time.Month.ToString(Culture),
            "Do" => Ordinal(time.Day),
            "DD" => time.ToString("dd", Culture),
            "D" => time.Day.ToString(Culture),
            "dddd" => time.ToString("dddd", Culture),
            "ddd" => time.ToString("ddd", Culture),
            "HH" => time.ToString("HH", Culture),
            "H" => time.Hour.ToString(Culture),
            "hh" => time.ToString("hh", Culture),
            "h" => time.ToString("%h", Culture),
            "mm" => time.ToString("mm", Culture),
            "m" => time.Minute.ToString(Culture),
            "ss" => time.ToString("ss", Culture),
            "s" => time.Second.ToString(Culture),
            "SSS" => time.ToString("fff", Culture),
            "A" => time.Hour < 12 ? "AM" : "PM",
            "a" => time.Hour < 12 ? "am" : "pm",
            _ => ((time.Month + 2) / 3).ToString(Culture),
        };

    private static string Ordinal(int day) =>
        day.ToString(Culture)
        + (
            day is > 10 and < 20
                ? "th"
                : (day % 10) switch
                {
                    1 => "st",
                    2 => "nd",
                    3 => "rd",
                    _ => "th",
                }
        );

    [GeneratedRegex(@"\[([^\]]*)\]|YYYY|YY|MMMM|MMM|MM|M|Do|DD|D|dddd|ddd|HH|H|hh|h|mm|m|ss|s|SSS|A|a|Q")]
    private static partial Regex Token();

    [GeneratedRegex(@"^[0.,%\s]*$")]
    private static partial Regex Nothing();
}
