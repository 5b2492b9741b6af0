#nullable disable

namespace Amazon.QuickSight.Model;

/// <summary>How many rows an ingestion read.</summary>
public partial class RowInfo
{
    public long? RowsDropped { get; set; }

    public long? RowsIngested { get; set; }

    public long? TotalRowsInDataset { get; set; }
}
