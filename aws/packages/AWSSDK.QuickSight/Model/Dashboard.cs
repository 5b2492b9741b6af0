#nullable disable

namespace Amazon.QuickSight.Model;

/// <summary>A dashboard and one of its versions.</summary>
public partial class Dashboard
{
    public string Arn { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? CreatedTime { get; set; }

    public string DashboardId { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? LastPublishedTime { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? LastUpdatedTime { get; set; }

    public List<string> LinkEntities { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string Name { get; set; }

    public DashboardVersion Version { get; set; }
}
