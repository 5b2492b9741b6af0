using StudyLake.Aws.JsonRpc;

namespace Amazon.KinesisFirehose;

/// <summary>Configuration of <see cref="AmazonKinesisFirehoseClient"/>.</summary>
public partial class AmazonKinesisFirehoseConfig : JsonConfig
{
    /// <summary>Region, credentials and endpoint come from the environment unless they are set here.</summary>
    public AmazonKinesisFirehoseConfig()
        : base(FirehoseOperations.Service) { }

    /// <summary>The service's id, which also names it in <c>AWS_ENDPOINT_URL_*</c>.</summary>
    public static new string ServiceId => FirehoseOperations.Service.ServiceId;
}
