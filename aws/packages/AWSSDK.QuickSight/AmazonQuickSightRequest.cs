using Amazon.Runtime;

namespace Amazon.QuickSight;

/// <summary>What every request to the service derives from.</summary>
public partial class AmazonQuickSightRequest : AmazonWebServiceRequest;
