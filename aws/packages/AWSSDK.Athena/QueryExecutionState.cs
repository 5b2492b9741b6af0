#nullable disable
using Amazon.Runtime;

namespace Amazon.Athena;

/// <summary>State of a statement. A value that this list does not have comes as it is.</summary>
public class QueryExecutionState : ConstantClass
{
    public static readonly QueryExecutionState CANCELLED = new("CANCELLED");
    public static readonly QueryExecutionState FAILED = new("FAILED");
    public static readonly QueryExecutionState QUEUED = new("QUEUED");
    public static readonly QueryExecutionState RUNNING = new("RUNNING");
    public static readonly QueryExecutionState SUCCEEDED = new("SUCCEEDED");

    public QueryExecutionState(string value)
        : base(value) { }

    /// <summary>The constant of that value.</summary>
    public static QueryExecutionState FindValue(string value) => FindValue<QueryExecutionState>(value);

    public static implicit operator QueryExecutionState(string value) => FindValue(value);
}
