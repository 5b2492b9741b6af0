#nullable disable
using Amazon.Runtime;

namespace Amazon.SimpleEmailV2.Model;

/// <summary>The message was taken over.</summary>
public partial class SendEmailResponse : AmazonWebServiceResponse
{
    public string MessageId { get; set; }
}
