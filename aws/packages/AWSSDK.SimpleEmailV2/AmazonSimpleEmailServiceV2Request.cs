using Amazon.Runtime;

namespace Amazon.SimpleEmailV2;

/// <summary>What every request to the service derives from.</summary>
public partial class AmazonSimpleEmailServiceV2Request : AmazonWebServiceRequest;
