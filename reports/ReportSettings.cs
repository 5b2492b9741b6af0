using System.Collections.Immutable;
using MimeKit;
using StudyLake.Analytics.Rendering;
using StudyLake.Aws.Functions;

namespace StudyLake.Reports;

/// <summary>What the report function is told by its environment.</summary>
internal sealed record ReportSettings
{
    private const int Megabyte = 1_000_000;
    private const int MostReceivers = 50;

    /// <summary>Where reports are kept, <c>STUDYLAKE_REPORT_BUCKET</c>, below <c>reports/</c>.</summary>
    public required string Bucket { get; init; }

    /// <summary>The account that must own it, <c>STUDYLAKE_LAKE_BUCKET_OWNER</c>; null for any.</summary>
    public required string? BucketOwner { get; init; }

    /// <summary>The workgroup in which queries run, <c>STUDYLAKE_WORKGROUP</c>.</summary>
    public required string WorkGroup { get; init; }

    /// <summary>The Glue database of the views, <c>STUDYLAKE_DATABASE</c>.</summary>
    public required string Database { get; init; }

    /// <summary>
    /// Whether the models that the snapshot keeps are stored tables, <c>STUDYLAKE_SNAPSHOT</c> <c>ENABLED</c> or <c>DISABLED</c>;
    /// if not, a run makes tables of them too. Default ENABLED.
    /// </summary>
    public required bool HasSnapshot { get; init; }

    /// <summary>
    /// The bucket of the lake, where the snapshot says which tables it has made for reports, <c>STUDYLAKE_LAKE_BUCKET</c>; null, the
    /// default, for a run that makes all of them itself.
    /// </summary>
    public required string? LakeBucket { get; init; }

    /// <summary>The forms to make, <c>STUDYLAKE_REPORT_FORMATS</c>. Default html, pdf and xlsx.</summary>
    public required ImmutableArray<ReportFormat> Formats { get; init; }

    /// <summary>
    /// The sender, <c>STUDYLAKE_MAIL_FROM</c>, of a domain that SES has verified; null, the default, sends no mail.
    /// </summary>
    public required MailboxAddress? Sender { get; init; }

    /// <summary>Who gets every report, <c>STUDYLAKE_MAIL_TO</c>, divided by commas; at most 50. None without a sender.</summary>
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
        var sender = reader.Made<MailboxAddress?>("STUDYLAKE_MAIL_FROM", null, Sole);
        var receivers = reader.Made("STUDYLAKE_MAIL_TO", [], Addresses);
        if (reader.Optional("STUDYLAKE_MAIL_FROM") is null != reader.Optional("STUDYLAKE_MAIL_TO") is null)
            reader.Problem(
                "Expected a sender in STUDYLAKE_MAIL_FROM and receivers in STUDYLAKE_MAIL_TO, or neither, found one of them."
            );
        var settings = new ReportSettings
        {
            Bucket = reader.Required("STUDYLAKE_REPORT_BUCKET", "the bucket of the reports"),
            BucketOwner = reader.Account("STUDYLAKE_LAKE_BUCKET_OWNER"),
            WorkGroup = reader.Required("STUDYLAKE_WORKGROUP", "the Athena workgroup"),
            Database = reader.Required("STUDYLAKE_DATABASE", "the Glue database"),
            HasSnapshot = reader.Choice("STUDYLAKE_SNAPSHOT", "ENABLED", "ENABLED", "DISABLED") == "ENABLED",
            LakeBucket = reader.Optional("STUDYLAKE_LAKE_BUCKET"),
            Formats = reader.Made("STUDYLAKE_REPORT_FORMATS", Usual, ReadFormats),
            Sender = sender,
            Receivers = receivers,
            AttachBytes = reader.Number("STUDYLAKE_MAIL_ATTACH_BYTES", 5 * Megabyte, 0, 25 * Megabyte),
            IsPublic = reader.Choice("STUDYLAKE_REPORT_PUBLIC", "no", "yes", "no") == "yes",
            MetricsNamespace = reader.Optional("STUDYLAKE_METRICS_NAMESPACE") ?? "StudyLake",
        };
        reader.ThrowIfWrong();
        return settings;
    }

    /// <summary>Reads addresses divided by commas, each once.</summary>
    /// <exception cref="ArgumentException">One is none, or there are none or more than 50. It is not quoted.</exception>
    internal static ImmutableArray<MailboxAddress> Addresses(string text)
    {
        InternetAddress[] list = InternetAddressList.TryParse(text, out var parsed) ? [.. parsed] : [];
        ImmutableArray<MailboxAddress> found =
        [
            .. list.OfType<MailboxAddress>().DistinctBy(item => item.Address, StringComparer.OrdinalIgnoreCase),
        ];
        // A group is none, and neither is what stands beside one.
        if (found.IsEmpty || list.Any(item => item is not MailboxAddress) || !found.All(IsWhole))
            throw new ArgumentException("Expected addresses such as radiology@example.org, found one that is none.");
        return found.Length <= MostReceivers
            ? found
            : throw new ArgumentException($"Expected at most {MostReceivers} addresses, found {found.Length}.");
    }

    // What was found is somebody's name and stays unsaid.
    private static MailboxAddress Sole(string text) =>
        Addresses(text) is [var only]
            ? only
            : throw new ArgumentException("Expected one address such as radiology@example.org, found more.");

    // SES takes no address beyond ASCII.
    private static bool IsWhole(MailboxAddress address) =>
        address.Address.Split('@') is [{ Length: > 0 }, { Length: > 0 } domain]
        && address.Address.All(character => char.IsAscii(character) && !char.IsWhiteSpace(character))
        && !domain.StartsWith('.')
        && !domain.EndsWith('.');

    private static ImmutableArray<ReportFormat> Usual { get; } =
    [ReportFormat.Html, ReportFormat.Pdf, ReportFormat.Xlsx];

    private static ImmutableArray<ReportFormat> ReadFormats(string text)
    {
        var known = string.Join(", ", ReportFiles.Formats).ToLowerInvariant();
        var names = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Length == 0)
            throw new ArgumentException($"Expected formats of {known}, found none.");
        return
        [
            .. names
                .Select(name =>
                    ReportFiles.Parse(name)
                    ?? throw new ArgumentException($"Expected formats of {known}, found '{name}'.")
                )
                .Distinct(),
        ];
    }
}
