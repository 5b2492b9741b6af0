using Amazon.Runtime;

namespace Amazon.KinesisFirehose;

/// <summary>What every request to the service derives from.</summary>
public partial class AmazonKinesisFirehoseRequest : AmazonWebServiceRequest;
