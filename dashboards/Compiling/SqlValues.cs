using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using StudyLake.Analytics;
using StudyLake.Dashboards.Expressions;

namespace StudyLake.Dashboards.Compiling;

/// <summary>The bound values of one query.</summary>
/// <remarks>
/// While the text grows, a value is a mark with its number; at the end each mark becomes a <c>?</c> and the values are
/// listed in the order of their places. Equal values share a number, so that equal expressions have equal texts.
/// <para>
/// <c>coalesce(?)</c> has no type before its value is known, so that DuckDB plans the query with the values. Planned
/// without them, DuckDB 1.5.6 loses the value in a condition below a window (<c>sum(x) over (partition by d)</c> over
/// rows <c>where x &gt; cast(? as double)</c>) and gives no rows.
/// </para>
/// </remarks>
internal sealed class SqlValues
{
    private const char Mark = '\u0001';
    private readonly List<object?> _values = [];

    /// <summary>The text that stands for a value.</summary>
    public string Add(object? value, FieldType type)
    {
        if (value is null)
            return $"cast(null as {SqlTypeName(type)})";
        object bindable = value is DateTime date ? Dates.Write(date) : value;
        var index = _values.FindIndex(known => bindable.Equals(known));
        if (index < 0)
        {
            index = _values.Count;
            _values.Add(bindable);
        }
        return string.Create(
            CultureInfo.InvariantCulture,
            $"cast(coalesce({Mark}{index}{Mark}) as {SqlTypeName(type)})"
        );
    }

    /// <summary>The text with its marks replaced, and the values by place.</summary>
    public (string Sql, ImmutableArray<object?> Values) Finish(string text)
    {
        var sql = new StringBuilder(text.Length);
        var values = ImmutableArray.CreateBuilder<object?>();
        var position = 0;
        while (text.IndexOf(Mark, position) is var start and >= 0)
        {
            var end = text.IndexOf(Mark, start + 1);
            sql.Append(text, position, start - position).Append('?');
            values.Add(_values[int.Parse(text.AsSpan(start + 1, end - start - 1), CultureInfo.InvariantCulture)]);
            position = end + 1;
        }
        sql.Append(text, position, text.Length - position);
        return (sql.ToString(), values.ToImmutable());
    }

    /// <summary>The text with its values written out, for a statement that takes none.</summary>
    public string Written(string text)
    {
        var (sql, values) = (new StringBuilder(text.Length), text.Split(Mark));
        for (var i = 0; i < values.Length; i++)
            sql.Append(i % 2 == 0 ? values[i] : Literal(_values[int.Parse(values[i], CultureInfo.InvariantCulture)]));
        return sql.ToString();
    }

    private static string Literal(object? value) =>
        value switch
        {
            null => "null",
            bool flag => flag ? "true" : "false",
            double number => number.ToString("E16", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => SqlTypes.Literal(value.ToString() ?? ""),
        };

    /// <summary>A text of the definition without the characters that mark values.</summary>
    public static string Clean(string text) => text.Replace(Mark, ' ');

    /// <summary>The type of DuckDB for a type of QuickSight.</summary>
    public static string SqlTypeName(FieldType type) =>
        type switch
        {
            FieldType.Integer => "bigint",
            FieldType.Decimal => "double",
            FieldType.DateTime => "timestamp",
            FieldType.Boolean => "boolean",
            _ => "varchar",
        };
}
