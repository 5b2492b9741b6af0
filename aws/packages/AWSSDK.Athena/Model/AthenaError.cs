#nullable disable

namespace Amazon.Athena.Model;

/// <summary>Why a statement failed.</summary>
public partial class AthenaError
{
    /// <summary>1 system, 2 user, 3 other.</summary>
    public int? ErrorCategory { get; set; }

    public string ErrorMessage { get; set; }

    /// <summary>0 to 9,999.</summary>
    public int? ErrorType { get; set; }

    /// <summary>Whether the same again may succeed.</summary>
    public bool? Retryable { get; set; }
}
