using Amazon.SimpleEmailV2.Model;
using StudyLake.Aws.JsonRpc;
using StudyLake.Aws.RestJson;

namespace Amazon.SimpleEmailV2;

/// <summary>The operations of SES on the wire. Source: its public service model of 2019-09-27.</summary>
internal static class SimpleEmailOperations
{
    public static readonly JsonService Service = new()
    {
        ServiceId = "SESv2",
        EndpointPrefix = "email",
        ApiVersion = "2019-09-27",
        Exception = Exception,
    };

    public static readonly RestOperation<SendEmailRequest, SendEmailResponse> SendEmail = new(
        Service,
        "POST",
        "/v2/email/outbound-emails",
        static (_, _) => { },
        static (json, request) =>
        {
            json.Text("FromEmailAddress", request.FromEmailAddress);
            json.Text("FromEmailAddressIdentityArn", request.FromEmailAddressIdentityArn);
            json.Structure(
                "Destination",
                request.Destination,
                static (item, destination) =>
                {
                    item.Texts("ToAddresses", destination.ToAddresses);
                    item.Texts("CcAddresses", destination.CcAddresses);
                    item.Texts("BccAddresses", destination.BccAddresses);
                }
            );
            json.Texts("ReplyToAddresses", request.ReplyToAddresses);
            json.Text("FeedbackForwardingEmailAddress", request.FeedbackForwardingEmailAddress);
            json.Text("FeedbackForwardingEmailAddressIdentityArn", request.FeedbackForwardingEmailAddressIdentityArn);
            json.Structure(
                "Content",
                request.Content,
                static (item, content) =>
                    item.Structure("Raw", content.Raw, static (part, raw) => part.Blob("Data", raw.Data))
            );
            json.List(
                "EmailTags",
                request.EmailTags,
                static (item, tag) =>
                {
                    item.WriteStartObject();
                    item.Text("Name", tag.Name);
                    item.Text("Value", tag.Value);
                    item.WriteEndObject();
                }
            );
            json.Text("ConfigurationSetName", request.ConfigurationSetName);
        },
        static (json, _) => new SendEmailResponse { MessageId = json.Text("MessageId") }
    );

    // The model names one of its errors without the word that .NET ends exceptions in.
    private static AmazonSimpleEmailServiceV2Exception Exception(JsonError e) =>
        e.Code switch
        {
            "AccountSuspendedException" => e.As((m, i, t, c, r, s) => new AccountSuspendedException(m, i, t, c, r, s)),
            "BadRequestException" => e.As((m, i, t, c, r, s) => new BadRequestException(m, i, t, c, r, s)),
            "LimitExceededException" => e.As((m, i, t, c, r, s) => new LimitExceededException(m, i, t, c, r, s)),
            "MailFromDomainNotVerifiedException" => e.As(
                (m, i, t, c, r, s) => new MailFromDomainNotVerifiedException(m, i, t, c, r, s)
            ),
            "MessageRejected" => e.As((m, i, t, c, r, s) => new MessageRejectedException(m, i, t, c, r, s)),
            "NotFoundException" => e.As((m, i, t, c, r, s) => new NotFoundException(m, i, t, c, r, s)),
            "SendingPausedException" => e.As((m, i, t, c, r, s) => new SendingPausedException(m, i, t, c, r, s)),
            "TooManyRequestsException" => e.As((m, i, t, c, r, s) => new TooManyRequestsException(m, i, t, c, r, s)),
            _ => e.As((m, i, t, c, r, s) => new AmazonSimpleEmailServiceV2Exception(m, i, t, c, r, s)),
        };
}
