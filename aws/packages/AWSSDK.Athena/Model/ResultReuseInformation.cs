#nullable disable

namespace Amazon.Athena.Model;

/// <summary>Whether an earlier result was used.</summary>
public partial class ResultReuseInformation
{
    public bool? ReusedPreviousResult { get; set; }
}
