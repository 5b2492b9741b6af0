using System.Collections.Immutable;
using MimeKit;
using StudyLake.Analytics.Rendering;
using StudyLake.Aws.Functions;

namespace StudyLake.Reports;

/// <summary>What the report function is told by its environment.</summary>
internal sealed record ReportSettings
{
    private const int Megabyte = 1_000_000;

    /// <summary>Where reports are kept, <c>STUDYLAKE_REPORT_BUCKET</c>, below <c>reports/</c>.</summary>
    public required string Bucket { get; init; }

    /// <summary>The account that must own it, <c>STUDYLAKE_LAKE_BUCKET_OWNER</c>; null for any.</summary>
    public required string? BucketOwner { get; init; }

    /// <summary>The workgroup in which queries run, <c>STUDYLAKE_WORKGROUP</c>.</summary>
    public required string WorkGroup { get; init; }

    /// <summary>The Glue database of the views, <c>STUDYLAKE_DATABASE</c>.</summary>
    public required string Database { get; init; }

    /// <summary>The forms to make, <c>STUDYLAKE_REPORT_FORMATS</c>. Default html, pdf and xlsx.</summary>
    public required ImmutableArray<ReportFormat> Formats { get; init; }

    /// <summary>
    /// The sender, <c>STUDYLAKE_MAIL_FROM</c>, of a domain that SES has verified; null, the default, sends no mail.
    /// </summary>
    public required MailboxAddress? Sender { get; init; }

    /// <summary>Who gets every report, <c>STUDYLAKE_MAIL_TO</c>, divided by commas; at most 50.</summary>
    public required ImmutableArray<MailboxAddress> Receivers { get; init; }

    /// <summary>
    /// Files of together at most this many bytes are attached, <c>STUDYLAKE_MAIL_ATTACH_BYTES</c>; of larger ones the mail
    /// says where they are. Default 5 MB, 0 to 25 MB: base 64 adds a third, and SES takes 40 MB.
    /// </summary>
    public required int AttachBytes { get; init; }

    /// <summary>Whether small counts are withheld, <c>STUDYLAKE_REPORT_PUBLIC</c> <c>yes</c> or <c>no</c>. Default no.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>Namespace of the metrics, <c>STUDYLAKE_METRICS_NAMESPACE</c>. Default StudyLake.</summary>
    public required string MetricsNamespace { get; init; }

    /// <summary>Reads them.</summary>
    /// <exception cref="SettingsException">Some are missing or wrong: all of them are told at once.</exception>
    public static ReportSettings Read(Func<string, string?> variable)
    {
        var reader = new SettingsReader(variable);
        var sender = reader.Optional("STUDYLAKE_MAIL_FROM") is null
            ? null
            : reader.Made<MailboxAddress?>("STUDYLAKE_MAIL_FROM", null, Address);
        var settings = new ReportSettings
        {
            Bucket = reader.Required("STUDYLAKE_REPORT_BUCKET", "the bucket of the reports"),
            BucketOwner = reader.Account("STUDYLAKE_LAKE_BUCKET_OWNER"),
            WorkGroup = reader.Required("STUDYLAKE_WORKGROUP", "the Athena workgroup"),
            Database = reader.Required("STUDYLAKE_DATABASE", "the Glue database"),
            Formats = reader.Made("STUDYLAKE_REPORT_FORMATS", Usual, ReadFormats),
            Sender = sender,
            Receivers = sender is null ? [] : reader.Made("STUDYLAKE_MAIL_TO", [], Addresses),
            AttachBytes = reader.Number("STUDYLAKE_MAIL_ATTACH_BYTES", 5 * Megabyte, 0, 25 * Megabyte),
            IsPublic = reader.Choice("STUDYLAKE_REPORT_PUBLIC", "no", "yes", "no") == "yes",
            MetricsNamespace = reader.Optional("STUDYLAKE_METRICS_NAMESPACE") ?? "StudyLake",
        };
        reader.ThrowIfWrong();
        return settings;
    }

    /// <summary>Reads addresses divided by commas.</summary>
    /// <exception cref="ArgumentException">One is none, or there are more than 50.</exception>
    internal static ImmutableArray<MailboxAddress> Addresses(string text)
    {
        var parts = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length > 50)
            throw new ArgumentException($"Expected at most 50 addresses, found {parts.Length}.");
        return [.. parts.Select(Address)];
    }

    private static ImmutableArray<ReportFormat> Usual { get; } =
    [ReportFormat.Html, ReportFormat.Pdf, ReportFormat.Xlsx];

    // What was found is somebody's name and stays unsaid.
    private static MailboxAddress Address(string text) =>
        MailboxAddress.TryParse(text, out var address) && address.Address.Contains('@', StringComparison.Ordinal)
            ? address
            : throw new ArgumentException("Expected addresses such as radiology@example.org, found one that is none.");

    private static ImmutableArray<ReportFormat> ReadFormats(string text) =>
        [
            .. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(name =>
                    ReportFiles.Parse(name)
                    ?? throw new ArgumentException(
                        $"Expected formats of {string.Join(", ", ReportFiles.Formats).ToLowerInvariant()}, found '{name}'."
                    )
                )
                .Distinct(),
        ];
}
