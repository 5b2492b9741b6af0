#nullable disable

namespace Amazon.QuickSight.Model;

/// <summary>What an ingestion waits for.</summary>
public partial class QueueInfo
{
    public string QueuedIngestion { get; set; }

    public string WaitingOnIngestion { get; set; }
}
