using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Types of columns as types of expressions.</summary>
internal static class ColumnTypes
{
    public static FieldType Of(DataSetColumnType type) =>
        type switch
        {
            DataSetColumnType.Text or DataSetColumnType.Json or DataSetColumnType.SemiStructured => FieldType.Text,
            DataSetColumnType.Integer or DataSetColumnType.Bit => FieldType.Integer,
            DataSetColumnType.Decimal => FieldType.Decimal,
            DataSetColumnType.DateTime => FieldType.DateTime,
            DataSetColumnType.Boolean => FieldType.Boolean,
            _ => FieldType.Unknown,
        };
}
