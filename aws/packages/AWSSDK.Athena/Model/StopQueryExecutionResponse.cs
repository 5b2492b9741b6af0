#nullable disable
using Amazon.Runtime;

namespace Amazon.Athena.Model;

/// <summary>The statement will stop.</summary>
public partial class StopQueryExecutionResponse : AmazonWebServiceResponse;
