#nullable disable

namespace Amazon.QuickSight.Model;

/// <summary>Why an ingestion failed.</summary>
public partial class ErrorInfo
{
    public string Message { get; set; }

    public IngestionErrorType Type { get; set; }
}
