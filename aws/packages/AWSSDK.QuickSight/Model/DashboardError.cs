#nullable disable

namespace Amazon.QuickSight.Model;

/// <summary>Why a version of a dashboard failed.</summary>
public partial class DashboardError
{
    public string Message { get; set; }

    public DashboardErrorType Type { get; set; }

    public List<Entity> ViolatedEntities { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
