using System.Net;
using System.Text;
using Amazon.Runtime;
using Amazon.SimpleEmailV2;
using Amazon.SimpleEmailV2.Model;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.Packages;

/// <summary>The one operation of SES on the wire: where it goes, what it holds, what is retried, what its errors are.</summary>
public sealed class SimpleEmailTests
{
    [Fact]
    public async Task A_raw_message_goes_out_as_base64_to_the_operations_path()
    {
        await using var service = await ScriptedService.StartAsync((200, """{"MessageId":"m-1"}"""));
        using var client = Client(service);
        var response = await client.SendEmailAsync(
            new SendEmailRequest
            {
                FromEmailAddress = "reports@example.org",
                Destination = new Destination { ToAddresses = ["a@example.org", "b@example.org"] },
                ReplyToAddresses = ["c@example.org"],
                Content = new EmailContent { Raw = new RawMessage { Data = new MemoryStream("line\n"u8.ToArray()) } },
                EmailTags = [new MessageTag { Name = "report", Value = "volume" }],
                ConfigurationSetName = "set",
            }
        );
        Assert.Equal("m-1", response.MessageId);
        var request = Assert.Single(service.Requests);
        Assert.Equal(("POST", "/v2/email/outbound-emails"), (request.Method, request.Target));
        Assert.Equal("application/json", request.Headers["content-type"]);
        Assert.Equal(
            """{"FromEmailAddress":"reports@example.org","Destination":{"ToAddresses":["a@example.org","b@example.org"]},"ReplyToAddresses":["c@example.org"],"Content":{"Raw":{"Data":"bGluZQo="}},"EmailTags":[{"Name":"report","Value":"volume"}],"ConfigurationSetName":"set"}""",
            Encoding.UTF8.GetString(request.Body)
        );
    }

    [Fact]
    public async Task The_host_is_that_of_email_and_the_signature_that_of_ses()
    {
        var model = ServiceModel.Read("sesv2").Metadata;
        Assert.Equal("email", model.GetProperty("endpointPrefix").GetString());
        Assert.Equal("ses", model.GetProperty("signingName").GetString());
        await using var service = await ScriptedService.StartAsync((200, "{}"));
        using var client = Client(service);
        await client.SendEmailAsync(Message());
        Assert.Contains(
            "/eu-central-1/ses/aws4_request",
            Assert.Single(service.Requests).Headers["authorization"],
            StringComparison.Ordinal
        );
        using var regional = new AmazonSimpleEmailServiceV2Client("a", "b", Amazon.RegionEndpoint.EUCentral1);
        Assert.Equal(
            "https://email.eu-central-1.amazonaws.com/",
            new Uri(regional.DetermineServiceOperationEndpoint(Message()).URL).ToString()
        );
    }

    [Fact]
    public async Task Throttling_and_faults_are_retried_with_the_whole_message()
    {
        await using var service = await ScriptedService.StartAsync(
            (429, """{"__type":"TooManyRequestsException","message":"Maximum sending rate exceeded."}"""),
            (503, "<html>busy</html>"),
            (200, """{"MessageId":"m-3"}""")
        );
        using var client = Client(service);
        Assert.Equal("m-3", (await client.SendEmailAsync(Message())).MessageId);
        Assert.Equal(3, service.Requests.Count);
        Assert.Single(service.Requests.Select(request => Encoding.UTF8.GetString(request.Body)).Distinct());
    }

    [Theory]
    [InlineData("AccountSuspendedException", typeof(AccountSuspendedException))]
    [InlineData("BadRequestException", typeof(BadRequestException))]
    [InlineData("MailFromDomainNotVerifiedException", typeof(MailFromDomainNotVerifiedException))]
    [InlineData("MessageRejected", typeof(MessageRejectedException))]
    [InlineData("NotFoundException", typeof(NotFoundException))]
    [InlineData("SendingPausedException", typeof(SendingPausedException))]
    public async Task An_error_of_the_model_is_its_exception_and_is_not_retried(string code, Type type)
    {
        await using var service = await ScriptedService.StartAsync(
            (400, $$"""{"__type":"{{code}}","message":"said by the service"}""")
        );
        using var client = Client(service);
        var exception = await Assert.ThrowsAnyAsync<AmazonSimpleEmailServiceV2Exception>(() =>
            client.SendEmailAsync(Message())
        );
        Assert.IsType(type, exception);
        Assert.Equal((code, "said by the service"), (exception.ErrorCode, exception.Message));
        Assert.Equal(HttpStatusCode.BadRequest, exception.StatusCode);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_limit_counts_as_throttling_and_is_its_exception_in_the_end()
    {
        await using var service = await ScriptedService.StartAsync(
            (400, """{"__type":"LimitExceededException","message":"said by the service"}""")
        );
        using var client = Client(service);
        await Assert.ThrowsAsync<LimitExceededException>(() => client.SendEmailAsync(Message()));
        Assert.Equal(3, service.Requests.Count);
    }

    private static SendEmailRequest Message() =>
        new()
        {
            FromEmailAddress = "reports@example.org",
            Content = new EmailContent { Raw = new RawMessage { Data = new MemoryStream("x"u8.ToArray()) } },
        };

    private static AmazonSimpleEmailServiceV2Client Client(ScriptedService service) =>
        new(
            new BasicAWSCredentials(ScriptedService.AccessKey, ScriptedService.SecretKey),
            service.Configure(new AmazonSimpleEmailServiceV2Config())
        );
}
