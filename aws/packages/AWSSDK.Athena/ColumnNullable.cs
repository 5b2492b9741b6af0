#nullable disable
using Amazon.Runtime;

namespace Amazon.Athena;

/// <summary>Whether a column may be null. A value that this list does not have comes as it is.</summary>
public class ColumnNullable : ConstantClass
{
    public static readonly ColumnNullable NOT_NULL = new("NOT_NULL");
    public static readonly ColumnNullable NULLABLE = new("NULLABLE");
    public static readonly ColumnNullable UNKNOWN = new("UNKNOWN");

    public ColumnNullable(string value)
        : base(value) { }

    /// <summary>The constant of that value.</summary>
    public static ColumnNullable FindValue(string value) => FindValue<ColumnNullable>(value);

    public static implicit operator ColumnNullable(string value) => FindValue(value);
}
