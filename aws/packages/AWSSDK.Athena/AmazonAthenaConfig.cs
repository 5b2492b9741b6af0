using StudyLake.Aws.JsonRpc;

namespace Amazon.Athena;

/// <summary>Configuration of <see cref="AmazonAthenaClient"/>.</summary>
public partial class AmazonAthenaConfig : JsonConfig
{
    /// <summary>Region, credentials and endpoint come from the environment unless they are set here.</summary>
    public AmazonAthenaConfig()
        : base(AthenaOperations.Service) { }

    /// <summary>The service's id, which also names it in <c>AWS_ENDPOINT_URL_*</c>.</summary>
    public static new string ServiceId => AthenaOperations.Service.ServiceId;
}
