using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MimeKit;
using StudyLake.Analytics.Rendering;
using KeyNumber = StudyLake.Analytics.Rendering.KeyNumber;

namespace StudyLake.Reports;

/// <summary>Writes mails as MIME: a report in short with its files, or the news that one could not be made.</summary>
internal static class ReportMail
{
    /// <summary>The header that holds what a repeated mail has in common; SES replaces Message-Id by its own.</summary>
    public const string NameHeader = "X-StudyLake-Mail";

    private const string NotAttached = "File, too large to attach";

    // RFC 5322: lines should have at most 78 characters.
    private const int LineCharacters = 78;
    private const int LongestText = 600;

    /// <summary>A report.</summary>
    /// <param name="document">The report.</param>
    /// <param name="isWhole">False where a part failed or data of the period are missing; the subject then says so.</param>
    /// <param name="files">Its files; attached when they are small enough together.</param>
    /// <param name="addresses">Where each file is.</param>
    /// <param name="settings">Sender, receivers, limits.</param>
    /// <param name="name">What the mail is about; a repetition has the same, and so the same Message-Id.</param>
    public static MimeMessage Of(
        ReportDocument document,
        bool isWhole,
        ImmutableArray<ReportFile> files,
        ImmutableArray<string> addresses,
        ReportSettings settings,
        string name
    )
    {
        var isAttached = files.Sum(file => (long)file.Content.Length) <= settings.AttachBytes;
        // Readers see one of the two bodies, so both say it.
        if (!isAttached)
            document = document with
            {
                Facts = [.. document.Facts, .. addresses.Select(address => new ReportFact(NotAttached, address))],
            };
        var body = new BodyBuilder { HtmlBody = MailReport.Render(document), TextBody = Text(document) };
        if (isAttached)
        {
            foreach (var file in files)
                Attach(body, file);
        }
        var subject = $"{document.Title}, {document.Period}";
        return Message(isWhole ? subject : $"{subject} (incomplete)", body, document.AsOf, settings, name);
    }

    /// <summary>A report that could not be made, without the reason, which may quote what nobody outside must read.</summary>
    public static MimeMessage OfFailure(
        string title,
        string period,
        DateTime at,
        ReportSettings settings,
        string name
    ) =>
        Message(
            $"{title}, {period}: could not be made",
            new BodyBuilder
            {
                TextBody =
                    $"{title}, {period}, could not be made at {at:yyyy-MM-dd HH:mm} UTC.\n\n"
                    + "It is tried again by itself. Who runs StudyLake has been told and finds the reason in the function's log.\n",
            },
            at,
            settings,
            name
        );

    // In base 64 whatever it is: text would get other line ends, and would not be the file in the bucket.
    private static void Attach(BodyBuilder body, ReportFile file)
    {
        var part = body.Attachments.Add(file.Name, file.Content.ToArray(), ContentType.Parse(file.MediaType));
        if (part is MimePart leaf)
            leaf.ContentTransferEncoding = ContentEncoding.Base64;
    }

    private static MimeMessage Message(
        string subject,
        BodyBuilder body,
        DateTime at,
        ReportSettings settings,
        string name
    )
    {
        var sender = settings.Sender ?? throw new InvalidOperationException("Expected a sender.");
        var domain = sender.Address[(sender.Address.LastIndexOf('@') + 1)..];
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..32];
        var message = new MimeMessage
        {
            Subject = SafeText.Of(subject),
            Date = new DateTimeOffset(at, TimeSpan.Zero),
            MessageId = $"{digest}@{domain}",
            Body = body.ToMessageBody(),
        };
        message.From.Add(sender);
        message.To.AddRange(settings.Receivers);
        // No answer of a machine to a machine.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add(NameHeader, digest);
        // SES and older servers take lines of at most 998 characters, and no bytes beyond ASCII without more ado.
        message.Prepare(EncodingConstraint.SevenBit, LineCharacters);
        return message;
    }

    private static string Text(ReportDocument document)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Safe(document.Title)}, {Safe(document.Period)}\n\n");
        foreach (var number in document.KeyNumbers)
            text.Append(CultureInfo.InvariantCulture, $"{Safe(number.Label)}: {Shown(number)}\n");
        text.Append('\n');
        foreach (var warning in document.Warnings)
            text.Append(CultureInfo.InvariantCulture, $"! {Safe(warning)}\n");
        foreach (var failure in document.Failures)
            text.Append(CultureInfo.InvariantCulture, $"! {Safe(failure.Term)}: {Safe(failure.Text)}\n");
        foreach (var fact in document.Facts)
            text.Append(CultureInfo.InvariantCulture, $"{Safe(fact.Term)}: {Safe(fact.Text)}\n");
        return text.Append('\n')
            .Append(Safe(document.Classification))
            .Append(". ")
            .Append(Safe(document.PrivacyNote))
            .Append('\n')
            .ToString();
    }

    // A line is one line, whatever a header held.
    private static string Safe(string text) => SafeText.UpTo(LongestText, text);

    private static string Shown(KeyNumber number)
    {
        if (number.Failure is not null)
            return "not available";
        var unit = KeyUnit.Of(number);
        return $"{Display.Text(number.Value, number.Format, unit)} {unit?.Symbol}".TrimEnd();
    }
}
