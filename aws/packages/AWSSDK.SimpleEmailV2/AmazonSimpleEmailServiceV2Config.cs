using StudyLake.Aws.JsonRpc;

namespace Amazon.SimpleEmailV2;

/// <summary>Configuration of <see cref="AmazonSimpleEmailServiceV2Client"/>.</summary>
public partial class AmazonSimpleEmailServiceV2Config : JsonConfig
{
    /// <summary>Region, credentials and endpoint come from the environment unless they are set here.</summary>
    public AmazonSimpleEmailServiceV2Config()
        // Requests go to email.<region> and are signed for ses.
        : base(SimpleEmailOperations.Service, signingName: "ses") { }

    /// <summary>The service's id, which also names it in <c>AWS_ENDPOINT_URL_*</c>.</summary>
    public static new string ServiceId => SimpleEmailOperations.Service.ServiceId;
}
