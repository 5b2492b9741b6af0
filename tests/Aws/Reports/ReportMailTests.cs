using System.Collections.Immutable;
using System.Text;
using MimeKit;
using StudyLake.Analytics.Rendering;
using StudyLake.Reports;
using StudyLake.Tests.Analytics.Rendering;

namespace StudyLake.Tests.Aws.Reports;

/// <summary>Mails as the bytes that go out, read back by MimeKit and, for headers, line by line.</summary>
public sealed class ReportMailTests
{
    private const string Name = "volume-monthly/2026-10-0123456789abcdef";

    private static readonly string[] Headers =
    [
        "Auto-Submitted",
        "Content-Type",
        "Date",
        "From",
        "MIME-Version",
        "Message-Id",
        "Subject",
        "To",
        "X-StudyLake-Mail",
    ];

    [Fact]
    public async Task A_mail_has_both_bodies_its_files_and_says_that_a_machine_wrote_it()
    {
        var document = SomeReport.Full();
        ImmutableArray<ReportFile> files =
        [
            ReportFiles.Render(document, ReportFormat.Pdf),
            ReportFiles.Render(document, ReportFormat.Csv),
        ];
        var (raw, mail) = await WrittenAsync(document, files);
        Assert.Equal($"{document.Title}, {document.Period}", mail.Subject);
        Assert.Equal("reports@example.org", Assert.Single(mail.From.Mailboxes).Address);
        Assert.Equal(["radiology@example.org", "chief@example.org"], mail.To.Mailboxes.Select(item => item.Address));
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.EndsWith("@example.org", mail.MessageId, StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(document.AsOf, TimeSpan.Zero), mail.Date);
        Assert.Equal(Lines(MailReport.Render(document)), Lines(mail.HtmlBody ?? ""));
        Assert.Contains(document.PrivacyNote, mail.TextBody, StringComparison.Ordinal);
        Assert.All(document.Facts, fact => Assert.Contains(fact.Term, mail.TextBody, StringComparison.Ordinal));
        var attached = mail.Attachments.OfType<MimePart>().ToList();
        Assert.Equal(files.Select(file => file.Name), attached.Select(part => part.FileName));
        foreach (var (part, file) in attached.Zip(files))
        {
            using var content = new MemoryStream();
            await (part.Content?.DecodeToAsync(content) ?? Task.CompletedTask);
            Assert.Equal(file.Content.ToArray(), content.ToArray());
            Assert.Equal(file.MediaType.Split(';')[0], part.ContentType.MimeType);
        }
        Assert.Equal(Headers, HeaderNames(raw));
    }

    [Fact]
    public async Task Lines_are_short_enough_for_every_server_and_bytes_are_ASCII()
    {
        var (raw, _) = await WrittenAsync(SomeReport.Full(SomeReport.Hostile), []);
        Assert.All(raw, value => Assert.True(value < 128));
        Assert.All(Encoding.ASCII.GetString(raw).Split("\r\n"), line => Assert.InRange(line.Length, 0, 998));
    }

    [Fact]
    public async Task No_text_of_a_report_adds_a_header_or_a_receiver()
    {
        foreach (
            var hostile in SomeReport.Hostile.Append("x\r\nBcc: evil@example.net").Append("x\n\n<b>body</b>\r\n.\r\n")
        )
        {
            var document = SomeReport.Full(SomeReport.Hostile) with
            {
                Title = hostile,
                Period = hostile,
                Warnings = [hostile],
                Facts = [new ReportFact(hostile, hostile)],
            };
            var file = new ReportFile($"{hostile}.html", "text/html", new byte[3]);
            foreach (var attach in new[] { 0, 1_000 })
            {
                var (raw, mail) = await WrittenAsync(document, [file], attach);
                Assert.Equal(Headers, HeaderNames(raw));
                Assert.Equal(2, mail.GetRecipients().Count);
                Assert.DoesNotContain('\n', mail.Subject ?? "\n");
                Assert.DoesNotContain("<script", mail.HtmlBody, StringComparison.OrdinalIgnoreCase);
                // Whatever a header held, it stays on the line of its term.
                Assert.DoesNotContain("\nBcc", mail.TextBody, StringComparison.Ordinal);
                Assert.DoesNotContain('\u202E', mail.TextBody ?? "");
                Assert.DoesNotContain('\0', mail.TextBody ?? "");
            }
            var (failure, _) = await RawAsync(
                ReportMail.OfFailure(hostile, hostile, SomeReport.AsOf, Settings(0), Name)
            );
            Assert.Equal(
                Headers.Append("Content-Transfer-Encoding").Order(StringComparer.Ordinal),
                HeaderNames(failure)
            );
        }
    }

    [Fact]
    public async Task Files_that_are_too_large_are_named_in_both_bodies_instead()
    {
        var document = SomeReport.Full();
        var file = new ReportFile("volume.pdf", "application/pdf", new byte[1_001]);
        var (_, attached) = await WrittenAsync(document, [file], 1_001);
        Assert.Single(attached.Attachments);
        var (_, named) = await WrittenAsync(document, [file], 1_000);
        Assert.Empty(named.Attachments);
        Assert.Contains("too large to attach: s3://results/volume.pdf", named.TextBody, StringComparison.Ordinal);
        Assert.Contains("s3://results/volume.pdf", named.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repetition_has_the_same_id_and_another_input_another()
    {
        var document = SomeReport.Full();
        var (_, first) = await WrittenAsync(document, []);
        var (_, again) = await WrittenAsync(document with { AsOf = document.AsOf.AddHours(1) }, []);
        var (_, other) = await RawAsync(ReportMail.Of(document, true, [], [], Settings(0), Name + "0"));
        Assert.Equal(first.MessageId, again.MessageId);
        Assert.Equal(first.Headers[ReportMail.NameHeader], again.Headers[ReportMail.NameHeader]);
        Assert.NotEqual(first.MessageId, other.MessageId);
    }

    private static string[] Lines(string text) => text.TrimEnd().Split(["\r\n", "\n"], StringSplitOptions.None);

    // By hand: what another program takes for a header is what stands before a colon at the start of a line.
    private static string[] HeaderNames(byte[] raw) =>
        [
            .. Encoding
                .ASCII.GetString(raw)
                .Split("\r\n\r\n")[0]
                .Split("\r\n")
                .Where(line => line[0] is not (' ' or '\t'))
                .Select(line => line.Split(':')[0])
                .Order(StringComparer.Ordinal),
        ];

    private static Task<(byte[] Raw, MimeMessage Mail)> WrittenAsync(
        ReportDocument document,
        ImmutableArray<ReportFile> files,
        int attachBytes = 5_000_000
    ) =>
        RawAsync(
            ReportMail.Of(
                document,
                true,
                files,
                [.. files.Select(file => $"s3://results/{file.Name}")],
                Settings(attachBytes),
                Name
            )
        );

    private static async Task<(byte[] Raw, MimeMessage Mail)> RawAsync(MimeMessage message)
    {
        using var written = new MemoryStream();
        await SesMailer.WriteAsync(message, written, CancellationToken.None);
        message.Dispose();
        written.Position = 0;
        return (written.ToArray(), await MimeMessage.LoadAsync(written));
    }

    private static ReportSettings Settings(int attachBytes) =>
        new()
        {
            Bucket = "results",
            BucketOwner = null,
            WorkGroup = "w",
            Database = "d",
            HasSnapshot = true,
            LakeBucket = null,
            Formats = [],
            Sender = new MailboxAddress("", "reports@example.org"),
            Receivers = ReportSettings.Addresses("Radiology <radiology@example.org>, chief@example.org"),
            AttachBytes = attachBytes,
            IsPublic = false,
            MetricsNamespace = "StudyLake",
        };
}
