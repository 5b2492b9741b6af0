using Parquet.Schema;
using StudyLake.Events;
using StudyLake.Events.Lake;

namespace StudyLake.Transform;

/// <summary>The Parquet schema of a table, and beside it the same columns by their physical type.</summary>
/// <remarks>
/// Parquet.Net 6.1.0 chooses encoder and statistics by the field handed over with the values, and only compares its
/// name with the schema. Values handed over by their physical type are therefore written as they are: dates and
/// timestamps as whole numbers with statistics in the same unit (aloneguid/parquet-dotnet#769 is about statistics in
/// another), and text as UTF-8 without least and greatest value, which is the way to leave these out.
/// </remarks>
internal sealed class ParquetFields
{
    private readonly DataField[] _logical;
    private readonly DataField[] _physical;

    public ParquetFields(LakeTable table)
    {
        Table = table;
        _logical = [.. table.Columns.Select(Logical)];
        _physical = [.. table.Columns.Select(Physical)];
        Schema = new ParquetSchema(_logical);
        // A field must belong to a schema to know its level.
        _ = new ParquetSchema(_physical);
    }

    /// <summary>Which table.</summary>
    public LakeTable Table { get; }

    /// <summary>The file's schema. Every column may be null.</summary>
    public ParquetSchema Schema { get; }

    /// <summary>The column as the schema has it.</summary>
    public DataField Logical(int column) => _logical[column];

    /// <summary>The column by its physical type.</summary>
    public DataField Physical(int column) => _physical[column];

    private static DataField Logical(LakeColumn column) =>
        column.Type switch
        {
            ColumnType.Integer => new DataField(column.Name, typeof(int), isNullable: true),
            ColumnType.Bigint => new DataField(column.Name, typeof(long), isNullable: true),
            ColumnType.Double => new DataField(column.Name, typeof(double), isNullable: true),
            ColumnType.Boolean => new DataField(column.Name, typeof(bool), isNullable: true),
            ColumnType.Date => new DataField(column.Name, typeof(DateOnly), isNullable: true),
            ColumnType.Timestamp => new DateTimeDataField(
                column.Name,
                DateTimeFormat.Timestamp,
                isAdjustedToUTC: true,
                DateTimeTimeUnit.Millis,
                isNullable: true
            ),
            _ => new DataField(column.Name, typeof(string), isNullable: true),
        };

    private static DataField Physical(LakeColumn column) =>
        column.Type switch
        {
            ColumnType.Integer or ColumnType.Date => new DataField(column.Name, typeof(int), isNullable: true),
            ColumnType.Bigint or ColumnType.Timestamp => new DataField(column.Name, typeof(long), isNullable: true),
            ColumnType.Double => new DataField(column.Name, typeof(double), isNullable: true),
            ColumnType.Boolean => new DataField(column.Name, typeof(bool), isNullable: true),
            _ => new DataField(column.Name, typeof(byte[]), isNullable: true),
        };
}
