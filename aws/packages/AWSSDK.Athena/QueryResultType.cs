#nullable disable
using Amazon.Runtime;

namespace Amazon.Athena;

/// <summary>What a page of results holds. A value that this list does not have comes as it is.</summary>
public class QueryResultType : ConstantClass
{
    public static readonly QueryResultType DATA_MANIFEST = new("DATA_MANIFEST");
    public static readonly QueryResultType DATA_ROWS = new("DATA_ROWS");

    public QueryResultType(string value)
        : base(value) { }

    /// <summary>The constant of that value.</summary>
    public static QueryResultType FindValue(string value) => FindValue<QueryResultType>(value);

    public static implicit operator QueryResultType(string value) => FindValue(value);
}
