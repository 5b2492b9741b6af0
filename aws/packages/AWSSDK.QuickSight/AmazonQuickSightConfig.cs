using StudyLake.Aws.JsonRpc;

namespace Amazon.QuickSight;

/// <summary>Configuration of <see cref="AmazonQuickSightClient"/>.</summary>
public partial class AmazonQuickSightConfig : JsonConfig
{
    /// <summary>Region, credentials and endpoint come from the environment unless they are set here.</summary>
    public AmazonQuickSightConfig()
        : base(QuickSightOperations.Service) { }

    /// <summary>The service's id, which also names it in <c>AWS_ENDPOINT_URL_*</c>.</summary>
    public static new string ServiceId => QuickSightOperations.Service.ServiceId;
}
