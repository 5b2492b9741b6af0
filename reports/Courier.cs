using MimeKit;

namespace StudyLake.Reports;

/// <summary>Sends each mail once, however many invocations want to.</summary>
/// <remarks>
/// A mail is claimed before it is handed over and noted afterwards. Whoever dies between both leaves it to a repetition
/// of the same invocation, or to any invocation 20 minutes later. So it is handed over twice where the mailer's answer was
/// lost, or died with whoever had it; then both have one Message-Id. The service gives an invocation's id to one attempt
/// at a time; should it ever run two, each sends.
/// </remarks>
/// <param name="archive">Keeps who claimed what.</param>
/// <param name="mailer">Null when no mail is sent.</param>
internal sealed class Courier(ReportArchive archive, IMailer? mailer)
{
    /// <summary>Sends a mail unless that was done.</summary>
    /// <param name="name">What it is about.</param>
    /// <param name="invocation">Id of the invocation, which a repetition has too.</param>
    /// <param name="message">Writes it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<MailOutcome> SendAsync(
        string name,
        string invocation,
        Func<MimeMessage> message,
        CancellationToken cancellationToken
    )
    {
        if (mailer is null)
            return MailOutcome.NotWanted;
        var claimed = await archive.ClaimMailAsync(name, invocation, cancellationToken).ConfigureAwait(false);
        if (claimed is { } outcome)
            return outcome;
        using var mail = message();
        await mailer.SendAsync(mail, cancellationToken).ConfigureAwait(false);
        await archive.SentAsync(name, invocation, cancellationToken).ConfigureAwait(false);
        return MailOutcome.Sent;
    }
}
