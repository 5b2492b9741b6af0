#nullable disable

namespace Amazon.QuickSight.Model;

/// <summary>One reading of a data set into SPICE.</summary>
public partial class Ingestion
{
    public string Arn { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? CreatedTime { get; set; }

    /// <summary>Null unless it failed.</summary>
    public ErrorInfo ErrorInfo { get; set; }

    public string IngestionId { get; set; }

    /// <summary>Bytes.</summary>
    public long? IngestionSizeInBytes { get; set; }

    public IngestionStatus IngestionStatus { get; set; }

    /// <summary>Seconds.</summary>
    public long? IngestionTimeInSeconds { get; set; }

    public QueueInfo QueueInfo { get; set; }

    public IngestionRequestSource RequestSource { get; set; }

    public IngestionRequestType RequestType { get; set; }

    public RowInfo RowInfo { get; set; }
}
