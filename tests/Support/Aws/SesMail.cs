using MimeKit;

namespace StudyLake.Tests.Support.Aws;

/// <summary>A message that the stand-in for SES has taken over.</summary>
/// <param name="From">The sender of the envelope.</param>
/// <param name="To">The receivers of the envelope.</param>
/// <param name="Raw">Its bytes as they came.</param>
/// <param name="Message">The same, read.</param>
internal sealed record SesMail(string From, IReadOnlyList<string> To, byte[] Raw, MimeMessage Message)
{
    /// <summary>The names and contents of its attachments, in order.</summary>
    public IReadOnlyList<(string Name, string MediaType, byte[] Content)> Attachments =>
        [
            .. Message
                .Attachments.OfType<MimePart>()
                .Select(part =>
                {
                    using var content = new MemoryStream();
                    part.Content?.DecodeTo(content);
                    return (part.FileName ?? "", part.ContentType.MimeType, content.ToArray());
                }),
        ];
}
