#nullable disable

namespace Amazon.SimpleEmailV2.Model;

/// <summary>Who gets a message; at most 50 addresses together.</summary>
public partial class Destination
{
    public List<string> BccAddresses { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<string> CcAddresses { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<string> ToAddresses { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
