using System.Collections;
using System.Globalization;
using System.Numerics;
using StudyLake.Events;

namespace StudyLake.Cli.DuckDb;

/// <summary>Turns DuckDB's types and values into the few that a query's result has.</summary>
internal static class DuckDbValue
{
    /// <summary>The column type for a type that DuckDB names; what the contract has no type for comes as text.</summary>
    public static ColumnType Type(string name) =>
        name.ToUpperInvariant() switch
        {
            "TINYINT" or "SMALLINT" or "INTEGER" or "UTINYINT" or "USMALLINT" => ColumnType.Integer,
            "UINTEGER" or "BIGINT" or "HUGEINT" => ColumnType.Bigint,
            "FLOAT" or "DOUBLE" or "DECIMAL" => ColumnType.Double,
            "BOOLEAN" => ColumnType.Boolean,
            "DATE" => ColumnType.Date,
            "TIMESTAMP" or "TIMESTAMPTZ" or "TIMESTAMPS" or "TIMESTAMPMS" or "TIMESTAMPNS" => ColumnType.Timestamp,
            var other when other.StartsWith("DECIMAL", StringComparison.Ordinal) => ColumnType.Double,
            var other when other.StartsWith("TIMESTAMP", StringComparison.Ordinal) => ColumnType.Timestamp,
            _ => ColumnType.Text,
        };

    /// <summary>A value as <see cref="Analytics.QueryColumn.Type"/> promises it; a sum beyond 64 bits as text.</summary>
    public static object Convert(object value, ColumnType type) =>
        type switch
        {
            ColumnType.Integer => System.Convert.ToInt32(value, CultureInfo.InvariantCulture),
            ColumnType.Bigint when value is BigInteger big => big >= long.MinValue && big <= long.MaxValue
                ? (object)(long)big
                : big.ToString(CultureInfo.InvariantCulture),
            ColumnType.Bigint => System.Convert.ToInt64(value, CultureInfo.InvariantCulture),
            ColumnType.Double => System.Convert.ToDouble(value, CultureInfo.InvariantCulture),
            ColumnType.Boolean => (bool)value,
            ColumnType.Date => value is DateTime date ? DateOnly.FromDateTime(date) : (DateOnly)value,
            ColumnType.Timestamp => value is DateTimeOffset instant ? instant.UtcDateTime : (DateTime)value,
            _ => Text(value),
        };

    private static string Text(object value) =>
        value switch
        {
            string text => text,
            IDictionary map =>
                $"{{{string.Join(", ", map.Keys.Cast<object>().Select(key => $"{key}={Text(map[key] ?? "")}"))}}}",
            IEnumerable list =>
                $"[{string.Join(", ", list.Cast<object?>().Select(item => item is null ? "null" : Text(item)))}]",
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
}
