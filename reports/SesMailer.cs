using Amazon.SimpleEmailV2;
using Amazon.SimpleEmailV2.Model;
using MimeKit;

namespace StudyLake.Reports;

/// <summary>Amazon SES, which takes the message as it is.</summary>
/// <param name="client">Retries calls that fail altogether by itself.</param>
internal sealed class SesMailer(IAmazonSimpleEmailServiceV2 client) : IMailer
{
    /// <inheritdoc />
    /// <exception cref="AmazonSimpleEmailServiceV2Exception">SES refused it.</exception>
    public async Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        await WriteAsync(message, content, cancellationToken).ConfigureAwait(false);
        await client
            .SendEmailAsync(
                new SendEmailRequest
                {
                    FromEmailAddress = message.From.Mailboxes.First().Address,
                    Destination = new Destination
                    {
                        ToAddresses = [.. message.To.Mailboxes.Select(mailbox => mailbox.Address)],
                    },
                    Content = new EmailContent { Raw = new RawMessage { Data = content } },
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>The bytes of a message as they go out: lines end in CR LF on every system.</summary>
    internal static Task WriteAsync(MimeMessage message, Stream output, CancellationToken cancellationToken)
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        return message.WriteToAsync(format, output, cancellationToken);
    }
}
