#nullable disable

namespace Amazon.Athena.Model;

/// <summary>What a statement took.</summary>
public partial class QueryExecutionStatistics
{
    public string DataManifestLocation { get; set; }

    /// <summary>By this the statement is billed.</summary>
    public long? DataScannedInBytes { get; set; }

    public double? DpuCount { get; set; }

    public long? EngineExecutionTimeInMillis { get; set; }

    public long? QueryPlanningTimeInMillis { get; set; }

    public long? QueryQueueTimeInMillis { get; set; }

    public ResultReuseInformation ResultReuseInformation { get; set; }

    public long? ServicePreProcessingTimeInMillis { get; set; }

    public long? ServiceProcessingTimeInMillis { get; set; }

    public long? TotalExecutionTimeInMillis { get; set; }
}
