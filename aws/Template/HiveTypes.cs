using StudyLake.Events;

namespace StudyLake.Aws.Template;

/// <summary>The type names of Hive, in which the Glue catalog states the columns that Athena reads.</summary>
public static class HiveTypes
{
    /// <summary>The type's name; Parquet holds the same type under <see cref="ColumnType"/>'s own rules.</summary>
    public static string Name(ColumnType type) =>
        type switch
        {
            ColumnType.Text or ColumnType.Time or ColumnType.DateTime => "string",
            ColumnType.Integer => "int",
            ColumnType.Bigint => "bigint",
            ColumnType.Double => "double",
            ColumnType.Boolean => "boolean",
            ColumnType.Date => "date",
            ColumnType.Timestamp => "timestamp",
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Expected a column type of the contract."),
        };
}
