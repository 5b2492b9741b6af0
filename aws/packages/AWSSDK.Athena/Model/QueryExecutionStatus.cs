#nullable disable

namespace Amazon.Athena.Model;

/// <summary>State of a statement.</summary>
public partial class QueryExecutionStatus
{
    /// <summary>Why it failed; null unless it did.</summary>
    public AthenaError AthenaError { get; set; }

    /// <summary>UTC; null until it ends.</summary>
    public DateTime? CompletionDateTime { get; set; }

    public QueryExecutionState State { get; set; }

    /// <summary>In words; null where there is nothing to say.</summary>
    public string StateChangeReason { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? SubmissionDateTime { get; set; }
}
