using Amazon.Runtime;

namespace Amazon.Athena;

/// <summary>What every request to the service derives from.</summary>
public partial class AmazonAthenaRequest : AmazonWebServiceRequest;
