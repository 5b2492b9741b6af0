using StudyLake.Events;

namespace StudyLake.Analytics;

/// <summary>The SQL type names that Athena and DuckDB share.</summary>
public static class SqlTypes
{
    /// <summary>The type's name in SQL, lower case.</summary>
    public static string Name(ColumnType type) =>
        type switch
        {
            ColumnType.Text or ColumnType.Time or ColumnType.DateTime => "varchar",
            ColumnType.Integer => "integer",
            ColumnType.Bigint => "bigint",
            ColumnType.Double => "double",
            ColumnType.Boolean => "boolean",
            ColumnType.Date => "date",
            ColumnType.Timestamp => "timestamp",
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Expected a column type of the contract."),
        };

    /// <summary>A text as a SQL literal, its quotes doubled; null as <c>null</c>.</summary>
    public static string Literal(string? value) =>
        value is null ? "null" : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
