#nullable disable

namespace Amazon.SimpleEmailV2.Model;

/// <summary>Sends one message.</summary>
public partial class SendEmailRequest : AmazonSimpleEmailServiceV2Request
{
    public string ConfigurationSetName { get; set; }

    /// <summary>The message.</summary>
    public EmailContent Content { get; set; }

    /// <summary>Who gets it; of a raw message null for the addresses of its headers.</summary>
    public Destination Destination { get; set; }

    public List<MessageTag> EmailTags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string FeedbackForwardingEmailAddress { get; set; }

    public string FeedbackForwardingEmailAddressIdentityArn { get; set; }

    /// <summary>A verified sender; of a raw message null for that of its headers.</summary>
    public string FromEmailAddress { get; set; }

    public string FromEmailAddressIdentityArn { get; set; }

    public List<string> ReplyToAddresses { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
