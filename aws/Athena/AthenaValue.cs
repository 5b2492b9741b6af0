using System.Globalization;
using StudyLake.Analytics;
using StudyLake.Events;

namespace StudyLake.Aws.Athena;

/// <summary>Turns Athena's types and texts into the few types that a query's result has.</summary>
internal static class AthenaValue
{
    private const NumberStyles Decimal = NumberStyles.Float;

    /// <summary>The column type for a type that Athena names; what the contract has no type for comes as text.</summary>
    public static ColumnType Type(string name) =>
        name switch
        {
            "tinyint" or "smallint" or "integer" or "int" => ColumnType.Integer,
            "bigint" => ColumnType.Bigint,
            "double" or "float" or "real" or "decimal" => ColumnType.Double,
            "boolean" => ColumnType.Boolean,
            "date" => ColumnType.Date,
            _ when name.StartsWith("timestamp", StringComparison.Ordinal) => ColumnType.Timestamp,
            _ => ColumnType.Text,
        };

    /// <summary>A value as <see cref="QueryColumn.Type"/> promises it.</summary>
    /// <exception cref="QueryException">The text is no value of its column's type.</exception>
    public static object Parse(string text, QueryColumn column)
    {
        try
        {
            return column.Type switch
            {
                ColumnType.Integer => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
                ColumnType.Bigint => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
                ColumnType.Double => double.Parse(text, Decimal, CultureInfo.InvariantCulture),
                ColumnType.Boolean => bool.Parse(text),
                ColumnType.Date => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                ColumnType.Timestamp => Timestamp(text),
                _ => text,
            };
        }
        catch (Exception exception)
            when (exception is FormatException or OverflowException or TimeZoneNotFoundException)
        {
            // The text itself may be anyone's and stays out of the message.
            throw new QueryException(
                $"Expected a {column.Type} in column {column.Name}, found another text.",
                exception
            );
        }
    }

    // 2026-10-01 08:00:00.000, and behind it a zone if the type has one: the instant is then given in UTC.
    private static DateTime Timestamp(string text)
    {
        var parts = text.Split(' ', 3);
        if (parts.Length < 2)
            throw new FormatException("Expected a date and a time.");
        var local = DateTime.Parse($"{parts[0]} {parts[1]}", CultureInfo.InvariantCulture, DateTimeStyles.None);
        if (parts.Length == 2)
            return local;
        if (parts[2] is "UTC" or "Z")
            return DateTime.SpecifyKind(local, DateTimeKind.Utc);
        return parts[2][0] is '+' or '-'
            ? DateTimeOffset.Parse($"{parts[0]}T{parts[1]}{parts[2]}", CultureInfo.InvariantCulture).UtcDateTime
            : TimeZoneInfo.ConvertTimeToUtc(local, TimeZoneInfo.FindSystemTimeZoneById(parts[2]));
    }
}
