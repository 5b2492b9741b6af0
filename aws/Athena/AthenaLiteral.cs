using System.Globalization;
using StudyLake.Analytics;

namespace StudyLake.Aws.Athena;

/// <summary>
/// Parameters as Athena takes them: <c>ExecutionParameters</c> are not values but the text of SQL expressions, so that
/// this is the one place that stands between a value and the statement.
/// </summary>
internal static class AthenaLiteral
{
    /// <summary>Most characters of one parameter, quotes and all.</summary>
    public const int MaxCharacters = 1_024;

    /// <summary>The literals for the parameters of a query; null for none, since Athena refuses an empty list.</summary>
    /// <exception cref="QueryException">A value is of no type that a query takes, or too long.</exception>
    public static List<string>? Of(IReadOnlyList<object?> parameters) =>
        parameters.Count == 0 ? null : [.. parameters.Select(Of)];

    private static string Of(object? value, int index)
    {
        var literal = value switch
        {
            null => "null",
            string text => SqlTypes.Literal(text),
            bool truth => truth ? "true" : "false",
            int or long or short or byte => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null",
            double number => Of(number),
            DateOnly date => string.Create(CultureInfo.InvariantCulture, $"date '{date:yyyy-MM-dd}'"),
            _ => throw new QueryException(
                $"Expected text, a number, a boolean or a date as parameter {index + 1}, found {value.GetType().Name}."
            ),
        };
        return literal.Length <= MaxCharacters
            ? literal
            : throw new QueryException(
                $"Expected at most {MaxCharacters} characters as parameter {index + 1}, found {literal.Length}."
            );
    }

    // Without an exponent it would be a decimal.
    private static string Of(double number)
    {
        if (!double.IsFinite(number))
            return $"cast('{number.ToString(CultureInfo.InvariantCulture)}' as double)";
        var digits = number.ToString("R", CultureInfo.InvariantCulture);
        return digits.Contains('E', StringComparison.Ordinal) ? digits : $"{digits}E0";
    }
}
