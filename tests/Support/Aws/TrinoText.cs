using System.Globalization;
using System.Text.RegularExpressions;
using StudyLake.Events;

namespace StudyLake.Tests.Support.Aws;

/// <summary>DuckDB's types, values and errors as Trino, Athena's engine, writes them.</summary>
internal static partial class TrinoText
{
    public static string Type(ColumnType type) =>
        type switch
        {
            ColumnType.Integer => "integer",
            ColumnType.Bigint => "bigint",
            ColumnType.Double => "double",
            ColumnType.Boolean => "boolean",
            ColumnType.Date => "date",
            ColumnType.Timestamp => "timestamp",
            _ => "varchar",
        };

    public static string? Value(object? value) =>
        value switch
        {
            null => null,
            string text => text,
            bool truth => truth ? "true" : "false",
            double number => Double(number),
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime at => at.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };

    /// <summary>
    /// DuckDB marks the place of an error with a line and a caret under it; Trino names it as line and column.
    /// </summary>
    public static string Error(string message)
    {
        var match = Marked().Match(message);
        if (!match.Success)
            return $"GENERIC_INTERNAL_ERROR: {message}";
        var column = match.Groups["spaces"].Length - match.Groups["head"].Length + 1;
        var text = message.Split('\n')[0];
        return $"SYNTAX_ERROR: line {match.Groups["line"].Value}:{column}: {text}";
    }

    // As Java writes a double: always with a point, and with an exponent outside 0.001 to 10,000,000.
    private static string Double(double number)
    {
        if (!double.IsFinite(number) || number == 0)
            return number == 0 ? (double.IsNegative(number) ? "-0.0" : "0.0")
                : double.IsNaN(number) ? "NaN"
                : number > 0 ? "Infinity"
                : "-Infinity";
        var digits = number.ToString("E16", CultureInfo.InvariantCulture);
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        if (Math.Abs(number) is >= 0.001 and < 10_000_000)
            return shortest.Contains('.', StringComparison.Ordinal) ? shortest : shortest + ".0";
        var exponent = int.Parse(digits.Split('E')[1], CultureInfo.InvariantCulture);
        var mantissa = decimal.TryParse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? Mantissa(shortest)
            : digits.Split('E')[0].TrimEnd('0');
        return $"{mantissa}E{exponent}";
    }

    // The digits of the shortest form, with the point behind the first.
    private static string Mantissa(string shortest)
    {
        var sign = shortest.StartsWith('-') ? "-" : "";
        var digits = new string([.. shortest.Split('E')[0].Where(char.IsAsciiDigit)]).TrimStart('0').TrimEnd('0');
        return $"{sign}{digits[0]}.{(digits.Length > 1 ? digits[1..] : "0")}";
    }

    [GeneratedRegex(@"^(?<head>LINE (?<line>[0-9]+): ).*\n(?<spaces> *)\^", RegexOptions.Multiline)]
    private static partial Regex Marked();
}
