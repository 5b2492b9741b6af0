using System.Globalization;

namespace StudyLake.Analytics.Rendering;

/// <summary>Values as a person reads them. A value that is not known is <c>n/a</c>, never 0.</summary>
public static class Display
{
    /// <summary>What stands for a value that is not known.</summary>
    public const string None = "n/a";

    /// <summary>What the report calls the site <c>unmapped</c>.</summary>
    public const string NoSite = "Not mapped";

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>The value without its unit. Text of a header is made safe to show, and is still to be encoded.</summary>
    public static string Text(object? value, ColumnFormat format, ByteUnit? unit = null) =>
        value switch
        {
            null => None,
            Withheld => Withheld.Mark,
            string text => format == ColumnFormat.Site && text == "unmapped" ? NoSite : SafeText.Of(text),
            DateOnly date => format == ColumnFormat.Month ? Month(date) : date.ToString("yyyy-MM-dd", Culture),
            DateTime moment => Moment(moment),
            IConvertible number => Number(number.ToDouble(Culture), format, unit),
            _ => None,
        };

    /// <summary>A size with its unit: 1.25 GB.</summary>
    public static string Size(double bytes)
    {
        var unit = ByteUnit.For([bytes]);
        return $"{Number(bytes, ColumnFormat.Bytes, unit)} {unit.Symbol}";
    }

    /// <summary>A month's name and year: October 2026.</summary>
    public static string Month(DateOnly month) => month.ToString("MMMM yyyy", Culture);

    /// <summary>A month's name in short: Oct 2026.</summary>
    public static string ShortMonth(DateOnly month) => month.ToString("MMM yyyy", Culture);

    /// <summary>A moment to the minute.</summary>
    public static string Moment(DateTime moment) => moment.ToString("yyyy-MM-dd HH:mm 'UTC'", Culture);

    private static string Number(double number, ColumnFormat format, ByteUnit? unit) =>
        format switch
        {
            ColumnFormat.Decimal => Minus(number.ToString("N1", Culture)),
            ColumnFormat.Share => (100 * number).ToString("N1", Culture) + " %",
            ColumnFormat.Change => Change(number),
            ColumnFormat.Bytes => Minus(Scaled(number, unit ?? ByteUnit.For([number]))),
            _ => Minus(number.ToString("N0", Culture)),
        };

    private static string Scaled(double bytes, ByteUnit unit) =>
        (bytes / unit.Bytes).ToString(unit.Symbol == "B" ? "N0" : "N2", Culture);

    private static string Change(double ratio)
    {
        var percent = Math.Round(100 * ratio, 1, MidpointRounding.AwayFromZero);
        var text = Math.Abs(percent).ToString("N1", Culture) + " %";
        return percent switch
        {
            > 0 => "+" + text,
            < 0 => "\u2212" + text,
            _ => text,
        };
    }

    private static string Minus(string text) => text.Replace('-', '\u2212');
}
