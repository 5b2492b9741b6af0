using MimeKit;

namespace StudyLake.Reports;

/// <summary>Hands mails to whoever delivers them.</summary>
internal interface IMailer
{
    /// <summary>Sends one; it is taken over when the task ends.</summary>
    Task SendAsync(MimeMessage message, CancellationToken cancellationToken);
}
