#nullable disable
using Amazon.Runtime;

namespace Amazon.Athena;

/// <summary>Kind of a statement. A value that this list does not have comes as it is.</summary>
public class StatementType : ConstantClass
{
    public static readonly StatementType DDL = new("DDL");
    public static readonly StatementType DML = new("DML");
    public static readonly StatementType UTILITY = new("UTILITY");

    public StatementType(string value)
        : base(value) { }

    /// <summary>The constant of that value.</summary>
    public static StatementType FindValue(string value) => FindValue<StatementType>(value);

    public static implicit operator StatementType(string value) => FindValue(value);
}
