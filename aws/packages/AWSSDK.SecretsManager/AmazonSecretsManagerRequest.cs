using Amazon.Runtime;

namespace Amazon.SecretsManager;

/// <summary>What every request to the service derives from.</summary>
public partial class AmazonSecretsManagerRequest : AmazonWebServiceRequest;
