#nullable disable

namespace Amazon.QuickSight.Model;

/// <summary>A version of a dashboard.</summary>
public partial class DashboardVersion
{
    public string Arn { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? CreatedTime { get; set; }

    public List<string> DataSetArns { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string Description { get; set; }

    /// <summary>Null or empty unless it failed.</summary>
    public List<DashboardError> Errors { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<Sheet> Sheets { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string SourceEntityArn { get; set; }

    public ResourceStatus Status { get; set; }

    public string ThemeArn { get; set; }

    public long? VersionNumber { get; set; }
}
