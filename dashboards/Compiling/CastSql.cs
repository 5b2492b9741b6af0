using StudyLake.Dashboards.Expressions;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Conversions between types. What cannot be read as the new type becomes null.</summary>
internal static class CastSql
{
    public static string Write(string value, FieldType from, FieldType to) =>
        (from, to) switch
        {
            _ when from == to => value,
            // 2.0 is written 2, as whole numbers are.
            (FieldType.Decimal, FieldType.Text) => $"system.main.regexp_replace(cast({value} as varchar), '\\.0$', '')",
            (_, FieldType.Text) => $"cast({value} as varchar)",
            (FieldType.Decimal, FieldType.Integer) => $"try_cast(trunc({value}) as bigint)",
            (FieldType.Integer or FieldType.Decimal, FieldType.Boolean) => $"({value} <> 0)",
            (FieldType.Text, _) => $"try_cast({value} as {SqlValues.SqlTypeName(to)})",
            (FieldType.Boolean, FieldType.DateTime) => "cast(null as timestamp)",
            (FieldType.Integer or FieldType.Decimal, FieldType.DateTime) => "cast(null as timestamp)",
            (FieldType.DateTime, FieldType.Integer or FieldType.Decimal or FieldType.Boolean) =>
                $"cast(null as {SqlValues.SqlTypeName(to)})",
            _ => $"cast({value} as {SqlValues.SqlTypeName(to)})",
        };
}
